using Newtonsoft.Json.Linq;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace GenEval.Interactive;

/// <summary>
/// Plotly's JSON as Plotly.NET's objects. An object of a known type (an axis, a marker) is what Plotly.NET's own functions go on with; with another one
/// they would start anew and lose what was there.
/// </summary>
internal static class PlotlyObjects
{
    public static Trace TraceOf(JObject json) => Fill(new Trace2D((string)json["type"]!), json);

    public static T Fill<T>(T target, JObject json)
        where T : DynamicObj.DynamicObj
    {
        foreach (JProperty property in json.Properties().Where(p => p.Name != "type" || target is not Trace))
        {
            target.SetProperty(property.Name, Value(property.Name, property.Value));
        }

        return target;
    }

    private static object Value(string name, JToken token) => token switch
    {
        JObject json => Fill(Of(name), json),
        // Objects in lists are shapes and annotations; everything else in lists is data, which is kept as it is.
        JArray { First: JObject } array => array.Children<JObject>().Select(item => Fill(Of(name), item)).ToArray(),
        JArray array => array,
        JValue { Value: { } value } => value,
        _ => token,
    };

    private static DynamicObj.DynamicObj Of(string name) => name switch
    {
        "xaxis" or "yaxis" => new LinearAxis(),
        "marker" => new Marker(),
        "line" => new Line(),
        "title" => new Title(),
        "font" => new Font(),
        "legend" => new Legend(),
        "margin" => new Margin(),
        "colorbar" => new ColorBar(),
        "shapes" => new Shape(),
        "annotations" => new Annotation(),
        _ => new DynamicObj.DynamicObj(),
    };
}
