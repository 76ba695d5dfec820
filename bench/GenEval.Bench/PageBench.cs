using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Tests.Reports;
using Microsoft.Playwright;

namespace GenEval.Bench;

/// <summary>The HTML report of many tasks and 1,000,000 answers (400 of them in the page): how large, and how soon it shows a figure.</summary>
internal sealed class PageBench : IBench
{
    public string Name => "page";

    public string Summary => "HTML report: size, time to write, to the first figure and to all tasks drawn, for 100, 1,000 and 10,000 tasks; needs chromium";

    public void Run(TextWriter output) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        string? chromium = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            await output.WriteLineAsync("no chromium on the PATH");
            return;
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", typeof(PageBench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PlaywrightPackage").Value);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        await output.WriteLineAsync("Medians of 5; times in the page are from navigation.\n\n| tasks | page, MB | written, ms | page ready, ms | first figure, ms | all tasks drawn, ms |\n| ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (int tasks in (int[])[100, 1_000, 10_000])
        {
            Report report = FigureSamples.Large(tasks) with { Counts = new Counts(1_000_000, 1_000_000, 0, 0, new Dictionary<string, int>(StringComparer.Ordinal)), Sample = [.. Enumerable.Range(0, 400).Select(Answer)] };
            string path = Path.Combine(Path.GetTempPath(), $"geneval-page-{tasks}.html");
            double written = Median(Enumerable.Range(0, 5).Select(_ =>
            {
                long start = Stopwatch.GetTimestamp();
                ReportFile.Write(path, [report], ReportFormat.Html);
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }));
            List<double[]> times = [];
            for (int i = 0; i < 5; i++)
            {
                times.Add(await Open(browser, path));
            }

            double[] medians = [.. Enumerable.Range(0, 3).Select(i => Median(times.Select(t => t[i])))];
            string row = string.Create(CultureInfo.InvariantCulture, $"| {tasks:N0} | {new FileInfo(path).Length / 1e6:0.00} | {written:0} | {medians[0]:0} | {medians[1]:0} | {medians[2]:0} |");
            await output.WriteLineAsync(row);
            File.Delete(path);
        }
    }

    private static async Task<double[]> Open(IBrowser browser, string path)
    {
        IPage page = await browser.NewPageAsync();
        await page.GotoAsync("file://" + path);
        await page.Locator("figure[data-figure=r1-tasks]").ScrollIntoViewIfNeededAsync();
        double[] times = await page.EvaluateAsync<double[]>(
            """
            async () => {
                const mark = async name => {
                    while (!performance.getEntriesByName(name).length) await new Promise(done => setTimeout(done, 5));
                    return performance.getEntriesByName(name)[0].startTime;
                };
                return [await mark('page-ready'), await mark('figure-r1-ladder'), await mark('figure-r1-tasks')];
            }
            """);
        await page.CloseAsync();
        return times;
    }

    private static AnswerSample Answer(int i) => new()
    {
        Level = i % 2 == 0 ? LevelKind.InterTask : LevelKind.IntraTask,
        Task = $"task-{i:00000}",
        Input = new string('i', 500),
        References = [new string('r', 200)],
        Output = new string('o', 1000),
        Score = .5,
    };

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(2);
}
