using GenEval.Tests.Reports;

namespace GenEval.Pages.Tests;

public sealed class FigureValidationTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Plotly_itself_finds_every_figure_valid_and_draws_it()
    {
        await using OpenPage open = await Plotly();
        foreach (string name in FigureSamples.Names)
        {
            Assert.Equal("valid", await Validate(open, FigureSamples.Of(name).ToJson()));
            Assert.Equal("valid", await Validate(open, FigureSamples.Of(name, SampleReports.Hostiles() with { Variance = SampleReports.Full().Variance, Distributions = SampleReports.Full().Distributions }).ToJson()));
            Assert.True(await open.Page.EvaluateAsync<int>("document.querySelectorAll('#plot .main-svg .trace, #plot .hm image').length") > 0, name);
            Assert.Equal(0, await open.Page.Locator("#plot .main-svg a").CountAsync());
        }

        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Plotly_says_what_is_wrong_with_a_wrong_figure()
    {
        await using OpenPage open = await Plotly();
        string json = FigureSamples.Of("ladder").ToJson().Replace("\"markers\"", "\"dots\"", StringComparison.Ordinal);
        Assert.Contains("mode", await Validate(open, json));
    }

    private static Task<string> Validate(OpenPage open, string json) => open.Page.EvaluateAsync<string>(
        """
        async json => {
            const figure = JSON.parse(json);
            const wrong = Plotly.validate(figure.data, figure.layout);
            Plotly.purge('plot');
            await Plotly.newPlot('plot', figure.data, figure.layout);
            return wrong ? wrong.map(w => w.msg).join('; ') : 'valid';
        }
        """,
        json);

    private async Task<OpenPage> Plotly()
    {
        string script = Browser.Metadata("WholePlotly");
        Assert.SkipUnless(File.Exists(script), "this build has no plotly.js");
        string path = Path.Combine(Path.GetTempPath(), $"geneval-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, $"<!DOCTYPE html><meta charset=utf-8><div id=plot></div><script>{await File.ReadAllTextAsync(script)}</script>");
        return await browser.Open(path);
    }
}
