using GenEval.Generalization;
using GenEval.Reports;
using Microsoft.FSharp.Collections;
using Newtonsoft.Json.Linq;
using Plotly.NET;
using Trace = Plotly.NET.Trace;

namespace GenEval.Interactive;

/// <summary>Results as charts of Plotly.NET, to be styled, combined and shown as any other.</summary>
public static class PlotlyNetCharts
{
    /// <summary>A figure with all that it has.</summary>
    public static GenericChart ToPlotlyNet(this GenEval.Reports.Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        JObject document = JObject.Parse(figure.ToJson());
        Trace[] traces = [.. document["data"]!.Children<JObject>().Select(PlotlyObjects.TraceOf)];
        Layout layout = PlotlyObjects.Fill(new Layout(), (JObject)document["layout"]!);
        return GenericChart.fromFigure(Plotly.NET.Figure.create(ListModule.OfArray(traces), layout));
    }

    /// <summary>One of a report's figures; the ladder unless another is asked for.</summary>
    /// <exception cref="GenEvalException">The report has no data for it.</exception>
    public static GenericChart ToPlotlyNet(this Report report, FigureKind kind = FigureKind.Ladder) => Figures.Of(report, kind).ToPlotlyNet();

    /// <summary>The ladders of several reports in one chart.</summary>
    public static GenericChart ToPlotlyNet(this IReadOnlyList<Report> reports) => Figures.Ladder(reports).ToPlotlyNet();

    /// <summary>The power of a study's designs.</summary>
    /// <exception cref="GenEvalException">No design has a test.</exception>
    public static GenericChart ToPlotlyNet(this PowerReport power) => Figures.Power(power).ToPlotlyNet();

    /// <summary>A scaling study with its fit.</summary>
    /// <exception cref="GenEvalException">No run has a level.</exception>
    public static GenericChart ToPlotlyNet(this ScalingReport scaling) => Figures.Scaling(scaling).ToPlotlyNet();
}
