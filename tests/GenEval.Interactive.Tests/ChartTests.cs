using GenEval.Reports;
using GenEval.Tests.Reports;
using Newtonsoft.Json.Linq;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace GenEval.Interactive.Tests;

public sealed class ChartTests
{
    public static TheoryData<string> Names => [.. FigureSamples.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_chart_has_all_that_its_figure_has(string name)
    {
        GenEval.Reports.Figure figure = FigureSamples.Of(name);
        JObject chart = JObject.Parse(GenericChart.toFigureJson(figure.ToPlotlyNet()));
        JObject expected = JObject.Parse(figure.ToJson());
        Assert.True(JToken.DeepEquals(expected["data"], chart["data"]), chart["data"]!.ToString());
        foreach (JProperty property in ((JObject)expected["layout"]!).Properties())
        {
            Assert.True(JToken.DeepEquals(property.Value, chart["layout"]![property.Name]), $"{property.Name}: {property.Value} and {chart["layout"]![property.Name]}");
        }
    }

    /// <summary>What Plotly.NET changes is added to what is there.</summary>
    [Fact]
    public void A_chart_can_be_styled_on()
    {
        GenericChart chart = SampleReports.Full().ToPlotlyNet(FigureKind.Tasks);
        GenericChart larger = GenericChart.mapLayout(
            Microsoft.FSharp.Core.FuncConvert.FromFunc<Layout, Layout>(layout =>
            {
                layout.SetProperty("height", 900);
                ((LinearAxis)layout.GetPropertyValue("xaxis")).SetProperty("showgrid", propertyValue: false);
                return layout;
            }),
            chart);
        JObject json = JObject.Parse(GenericChart.toFigureJson(larger));
        Assert.Equal(900, (int)json["layout"]!["height"]!);
        Assert.False((bool)json["layout"]!["xaxis"]!["showgrid"]!);
        Assert.NotNull(json["layout"]!["xaxis"]!["range"]);
    }

    [Fact]
    public void Without_data_the_reason_is_said() =>
        Assert.Equal("FigureUnavailable", Assert.Throws<GenEvalException>(() => (SampleReports.Thin() with { Tasks = [] }).ToPlotlyNet(FigureKind.Tasks)).Id);
}
