using System.Diagnostics;
using System.Text.Json.Nodes;
using GenEval.Tests;
using Microsoft.Playwright;

namespace GenEval.Pages.Tests;

/// <summary>The notebooks as pages, by Jupyter's own nbconvert: every stored figure is drawn.</summary>
public sealed class NotebookPageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string s_folder = Path.Combine(Shared.Root, "notebooks");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(s_folder, "*.ipynb").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nbconvert_makes_a_page_that_shows_the_charts(string name)
    {
        string page = await Convert(Path.Combine(s_folder, name));
        await using OpenPage open = await browser.Open(page);
        int figures = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(s_folder, name)))!["cells"]!.AsArray()
            .SelectMany(c => c!["outputs"] as JsonArray ?? []).Count(o => o!["data"]?["image/svg+xml"] is not null);
        IReadOnlyList<ILocator> charts = await open.Page.Locator(".jp-RenderedSVG svg").AllAsync();
        Assert.True(figures > 0);
        Assert.Equal(figures, charts.Count);
        foreach (ILocator chart in charts)
        {
            LocatorBoundingBoxResult box = (await chart.BoundingBoxAsync())!;
            Assert.True(box.Width > 500 && box.Height > 150, $"{box.Width} x {box.Height}");
            // Marks, lines, bars: more than a frame.
            Assert.True(await chart.Locator("path, line, rect, circle, polyline").CountAsync() > 4);
        }

        // What the page would fetch (mathematics, by its template) is not needed to see it.
        Assert.DoesNotContain(open.Requests, r => r.Contains("plotly", StringComparison.OrdinalIgnoreCase));
        if (Environment.GetEnvironmentVariable("GENEVAL_SHOTS") is { } shots)
        {
            await open.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(shots, name + ".png") });
        }
    }

    private static async Task<string> Convert(string notebook)
    {
        string? nbconvert = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, "jupyter-nbconvert")).FirstOrDefault(File.Exists);
        Assert.SkipUnless(nbconvert is not null, "there is no jupyter-nbconvert on the PATH");
        string page = Path.Combine(Path.GetTempPath(), $"geneval-{Guid.NewGuid():N}.html");
        using Process process = Process.Start(new ProcessStartInfo(
            nbconvert,
            ["--to", "html", "--template", "geneval", "--TemplateExporter.extra_template_basedirs=" + Path.Combine(s_folder, "nbconvert"), "--output", page, notebook])
        { RedirectStandardError = true, UseShellExecute = false })!;
        string said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, said);
        return page;
    }
}
