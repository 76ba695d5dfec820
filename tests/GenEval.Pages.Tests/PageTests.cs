using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using GenEval.Generalization;
using GenEval.Tests.Reports;
using Microsoft.Playwright;

namespace GenEval.Pages.Tests;

public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_figure_is_drawn_without_an_error_and_without_a_request(ColorScheme scheme)
    {
        await using OpenPage open = await browser.Open([SampleReports.Full(), SampleReports.Specialist(), SampleReports.Thin()], new BrowserNewPageOptions { ColorScheme = scheme });
        await open.DrawAll();
        Assert.Empty(open.Problems);
        Assert.StartsWith("file://", Assert.Single(open.Requests));
        int figures = await open.Page.Locator("figure.plot:visible").CountAsync();
        Assert.True(figures >= 8, $"{figures} figures");
        Assert.Equal(figures, await open.Page.Locator("figure.plot.is-live:visible").CountAsync());
        Assert.Equal(0, await open.Page.Locator("figure.plot.is-live .still:visible").CountAsync());
        Assert.True(await open.Page.Locator("#r1 figure[data-figure=r1-tasks] path.point").CountAsync() == 9);
    }

    [Fact]
    public async Task A_point_says_its_task_under_the_pointer()
    {
        await using OpenPage open = await browser.Open([SampleReports.Specialist()]);
        await open.DrawAll();
        await open.Page.Locator("figure[data-figure=r1-tasks]").ScrollIntoViewIfNeededAsync();
        await open.Page.Locator("figure[data-figure=r1-tasks] path.point").Last.HoverAsync(new LocatorHoverOptions { Force = true });
        await open.Page.Locator(".hovertext").First.WaitForAsync();
        Assert.Contains("answers", await open.Page.Locator(".hovertext").First.TextContentAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme)
    {
        await using OpenPage open = await browser.Open([SampleReports.Full(), SampleReports.Specialist()], new BrowserNewPageOptions { ColorScheme = scheme });
        await open.DrawAll();
        AxeResult result = await open.Page.RunAxe();
        Assert.Empty(result.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        await using OpenPage open = await browser.Open([SampleReports.Hostiles(), SampleReports.Full()]);
        await open.DrawAll();
        Assert.Empty(open.Problems);
        Assert.Single(open.Requests);
        Assert.Equal(3, await open.Page.Locator("script").CountAsync());
        Assert.Equal(0, await open.Page.Locator("a[href^=javascript], [onload], img, iframe").CountAsync());
        Assert.Equal(0, await open.Page.Locator(".live a").CountAsync());
        string text = await open.Page.Locator("body").InnerTextAsync();
        Assert.Contains("<script>alert(1)</script>", text);
        Assert.Contains("<svg onload=alert(1)>", text);
        Assert.Contains("\\u{202E}", text);
        Assert.DoesNotContain(text, c => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069');
        Assert.True(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "an answer makes the page wider than the window");
    }

    [Fact]
    public async Task Tasks_are_found_filtered_and_ordered_by_keyboard()
    {
        await using OpenPage open = await browser.Open([FigureSamples.Large(1000)]);
        ILocator tasks = open.Page.Locator("section.tasks");
        Assert.Equal("1,000 of 1,000", await tasks.Locator(".count").TextContentAsync());
        Assert.Equal(200, await tasks.Locator("tbody tr").CountAsync());

        await tasks.Locator(".find").FocusAsync();
        await open.Page.Keyboard.TypeAsync("task-0001");
        Assert.Equal("10 of 1,000", await tasks.Locator(".count").TextContentAsync());
        Assert.Equal(10, await tasks.Locator("tbody tr").CountAsync());
        Assert.Contains("task-0001", await tasks.Locator("tbody tr").First.TextContentAsync());

        await tasks.Locator(".find").FillAsync("");
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.TypeAsync("does");
        int unlike = await tasks.Locator("tbody tr .verdict:not(.no)").CountAsync();
        Assert.Equal(0, unlike);

        await tasks.Locator(".by-verdict").SelectOptionAsync("");
        await tasks.Locator(".order").SelectOptionAsync("high");
        double[] first = [.. (await tasks.Locator("table[data-level=interTask] tbody tr td:nth-child(3)").AllTextContentsAsync()).Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(first.OrderDescending(), first);

        ILocator more = tasks.Locator("button:visible").First;
        await more.FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(200 + 67, await tasks.Locator("tbody tr").CountAsync());
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task Answers_are_found_and_filtered()
    {
        await using OpenPage open = await browser.Open([SampleReports.Full()]);
        ILocator answers = open.Page.Locator("section.answers");
        Assert.Equal("4 of 4", await answers.Locator(".count").TextContentAsync());
        await answers.Locator(".find").FillAsync("INDEMNIFICATION");
        Assert.Equal("1 of 4", await answers.Locator(".count").TextContentAsync());
        Assert.Equal(1, await answers.Locator(".answer:visible").CountAsync());
        await answers.Locator(".find").FillAsync("");
        await answers.Locator(".by-kind").SelectOptionAsync("random");
        Assert.Contains("draft-email", await answers.Locator(".answer:visible").TextContentAsync());
        await answers.Locator(".by-level").SelectOptionAsync("intraTask");
        Assert.Equal("0 of 4", await answers.Locator(".count").TextContentAsync());
    }

    [Fact]
    public async Task Any_two_of_three_runs_stand_side_by_side()
    {
        Report[] reports = [SampleReports.Specialist() with { Model = "a" }, SampleReports.Specialist() with { Model = "b" }, SampleReports.Specialist() with { Model = "c" }];
        await using OpenPage open = await browser.Open(reports);
        Assert.Equal(1, await open.Page.Locator(".side:visible").CountAsync());
        await open.Page.Locator("select.pair").SelectOptionAsync("2-3");
        Assert.Equal("b and c", await open.Page.Locator(".side:visible h3").TextContentAsync());
        await open.Page.Locator(".side:visible .live svg.main-svg").First.WaitForAsync();
        Assert.Empty(open.Problems);
    }

    [Fact]
    public async Task It_prints_with_its_figures()
    {
        await using OpenPage open = await browser.Open([SampleReports.Full()]);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        int figures = await open.Page.Locator("figure.plot").CountAsync();
        Assert.Equal(5, figures);
        Assert.Equal(figures, await open.Page.Locator("figure.plot .still svg:visible").CountAsync());
        Assert.Equal(0, await open.Page.Locator(".controls:visible, .live:visible").CountAsync());
        byte[] pdf = await open.Page.PdfAsync(new PagePdfOptions { Format = "A4" });
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 4));
    }

    [Fact]
    public async Task Without_script_the_page_says_the_same_still()
    {
        await using OpenPage open = await browser.Open([SampleReports.Full()], new BrowserNewPageOptions { JavaScriptEnabled = false });
        Assert.Equal(5, await open.Page.Locator("figure.plot .still svg:visible").CountAsync());
        Assert.Equal(9, await open.Page.Locator("section.tasks tbody tr").CountAsync());
        Assert.Equal(0, await open.Page.Locator(".controls:visible, button:visible").CountAsync());
    }

    [Fact]
    public async Task The_rows_that_the_script_makes_are_those_of_the_page()
    {
        await using OpenPage still = await browser.Open([SampleReports.Full()], new BrowserNewPageOptions { JavaScriptEnabled = false });
        await using OpenPage live = await browser.Open([SampleReports.Full()]);
        Assert.Equal(await still.Page.Locator("section.tasks tbody").AllInnerTextsAsync(), await live.Page.Locator("section.tasks tbody").AllInnerTextsAsync());
    }
}
