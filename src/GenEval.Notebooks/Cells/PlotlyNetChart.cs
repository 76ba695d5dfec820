namespace GenEval.Notebooks;

/// <summary>
/// A chart of Plotly.NET, which this library does not know: as Plotly's JSON. Its own HTML would fetch or carry plotly.js, which no notebook should.
/// </summary>
internal static class PlotlyNetChart
{
    private const string ChartType = "Plotly.NET.GenericChart";

    public static IReadOnlyList<KeyValuePair<string, string>>? Of(object value)
    {
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == ChartType && type.GetMethod("toFigureJson", [type])?.Invoke(obj: null, [value]) is string json)
            {
                return [new("application/vnd.plotly.v1+json", json), new("text/plain", "A chart of Plotly.NET.")];
            }
        }

        return null;
    }
}
