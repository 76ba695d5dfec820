using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Tests.Reports;

public sealed class FigureTests
{
    public static TheoryData<string> Names => [.. FigureSamples.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_figure_is_as_it_was_accepted(string name)
    {
        Figure figure = FigureSamples.Of(name);
        Golden.Equal($"figure-{name}.svg", figure.ToSvg());
        Golden.Equal($"figure-{name}.json", figure.ToJson() + "\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_says_in_words_what_it_shows(string name)
    {
        Figure figure = FigureSamples.Of(name);
        Assert.Matches("[0-9]", figure.AltText);
        Assert.Equal(figure.AltText, WebUtility.HtmlDecode(JsonNode.Parse(figure.ToJson())!["layout"]!["meta"]!["alt"]!.GetValue<string>()));
        XElement svg = XElement.Parse(figure.ToSvg());
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Contains(figure.AltText, svg.Attribute("aria-label")!.Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_of_a_text_becomes_markup_in_a_figure(string name)
    {
        Report hostile = SampleReports.Hostiles() with { Variance = SampleReports.Full().Variance, Distributions = SampleReports.Full().Distributions };
        Figure figure = FigureSamples.Of(name, hostile);
        XElement svg = XElement.Parse(figure.ToSvg());
        string[] allowed = ["svg", "title", "text", "line", "rect", "circle", "path"];
        Assert.All(svg.DescendantsAndSelf(), e => Assert.Contains(e.Name.LocalName, allowed));
        Assert.All(svg.DescendantsAndSelf().Attributes(), a => Assert.False(a.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || a.Name.LocalName is "href" or "style"));
        // plotly.js reads tags and entities in texts: none may be left but its line break and our escapes.
        foreach (string text in Texts(JsonNode.Parse(figure.ToJson())!["data"]!).Concat(Texts(JsonNode.Parse(figure.ToJson())!["layout"]!)))
        {
            Assert.DoesNotContain("<", text.Replace("<br>", "", StringComparison.Ordinal));
            Assert.DoesNotContain("$", text);
            Assert.DoesNotContain(text, c => c is '\u202E' or '\u001b' or '\0');
        }
    }

    [Fact]
    public void The_band_of_the_fit_is_the_textbooks()
    {
        // a + b x and its pointwise 95% band at x = log2(4), log2(32), log2(256), from (X'X)^-1 and t(.975, 2) = 4.302652729749464, in Python:
        (double At, double Lower, double Upper)[] expected = [(4, .13610844021987517, .28189155978012453), (32, .27643896118589334, .36356103881410656), (256, .35810844021987537, .5038915597801247)];
        ScatterTrace band = FigureSamples.Of("scaling").Data.OfType<ScatterTrace>().Single(t => t.Fill == "toself");
        foreach ((double at, double lower, double upper) in expected)
        {
            double[] y = [.. Enumerable.Range(0, band.X.Count).Where(i => Math.Abs(band.X[i]!.Value - at) < 1e-5).Select(i => band.Y[i]!.Value).Order()];
            Assert.InRange(y[0], lower - 1e-6, lower + 1e-6);
            Assert.InRange(y[^1], upper - 1e-6, upper + 1e-6);
        }
    }

    [Fact]
    public void A_task_under_the_pointer_is_named_with_its_worst_answer()
    {
        string[] texts = [.. Figures.Tasks(SampleReports.Specialist()).Data.OfType<ScatterTrace>().SelectMany(t => t.HoverText ?? []).Select(t => t.Raw)];
        Assert.Equal(9, texts.Length);
        Assert.Contains("explain-clause (explanation)\n0.094 (0.054 to 0.134): does not\n40 answers, 0 unscored\nworst answer, 0.050: This Agreement is between the Lessee and the Lessor.\\nIt covers indemnification.", texts);
        Assert.Contains(texts, t => t.Contains("worst answer, failed.timeout: no answer", StringComparison.Ordinal));
    }

    [Fact]
    public void Seen_and_unseen_tasks_stand_apart_each_from_the_highest_down()
    {
        Figure figure = Figures.Tasks(SampleReports.Specialist());
        Assert.Equal(
            ["summarize-nda", "summarize-lease", "summarize-will", "extract-parties", "draft-email", "answer-question", "translate-clause", "classify-risk", "explain-clause"],
            figure.Layout.YAxis.TickText!.Select(t => t.Raw));
        Assert.Equal([1, 2, 3, 5, 6, 7, 8, 9, 10], figure.Layout.YAxis.TickVals!);
    }

    [Fact]
    public void A_figure_without_data_is_an_error_that_says_why()
    {
        Assert.Contains("one wording, no repeats", Assert.Throws<GenEvalException>(() => Figures.Variance(SampleReports.Specialist())).Message);
        Assert.Throws<GenEvalException>(() => Figures.Distributions(SampleReports.Specialist()));
        Assert.Throws<GenEvalException>(() => Figures.Wordings(SampleReports.Specialist()));
        Assert.Throws<GenEvalException>(() => Figures.Gap(SampleReports.Specialist(), SampleReports.Thin()));
        Assert.Throws<ArgumentException>(() => Figures.Power([]));
        Assert.Throws<ArgumentException>(() => Figures.Scaling([new("r", 0, .5)], fit: null));
        Assert.Equal(2, Figures.Of(SampleReports.Specialist()).Count);
        Assert.Equal(5, Figures.Of(SampleReports.Full()).Count);
    }

    [Fact]
    public void Nothing_defined_is_still_a_figure()
    {
        foreach (Figure figure in Figures.Of(SampleReports.Thin()))
        {
            XElement.Parse(figure.ToSvg());
            Assert.DoesNotContain("NaN", figure.ToJson() + figure.ToSvg());
        }

        XElement.Parse(Figures.Scaling([new("r", 8, .5)], fit: null).ToSvg());
    }

    [Fact]
    public void Ten_thousand_tasks_are_a_figure_of_a_few_megabytes()
    {
        Figure figure = Figures.Tasks(FigureSamples.Large(10_000));
        Assert.True(figure.ToSvg().Length < 1_000_000, $"{figure.ToSvg().Length}");
        Assert.True(figure.ToJson().Length < 4_000_000, $"{figure.ToJson().Length}");
    }

    [Theory]
    [InlineData(0xFFFFFF)]
    [InlineData(0x14171B)]
    public void Every_colour_stands_out_on_a_light_and_on_a_dark_ground(int ground)
    {
        foreach (string color in FigureTheme.Series.Append(FigureTheme.Text))
        {
            // WCAG 2: graphics need 3:1.
            double a = Luminance(Convert.ToInt32(color[1..], 16)) + .05;
            double b = Luminance(ground) + .05;
            Assert.True(Math.Max(a, b) / Math.Min(a, b) >= 3, $"{color} {Math.Max(a, b) / Math.Min(a, b):0.00}");
        }
    }

    private static double Luminance(int rgb)
    {
        static double Linear(int channel)
        {
            double c = channel / 255.0;
            return c <= .04045 ? c / 12.92 : Math.Pow((c + .055) / 1.055, 2.4);
        }

        return .2126 * Linear(rgb >> 16) + .7152 * Linear((rgb >> 8) & 255) + .0722 * Linear(rgb & 255);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Texts(p.Value)),
        JsonArray a => a.SelectMany(Texts),
        JsonValue v when v.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
