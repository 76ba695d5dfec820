using System.Reflection;
using GenEval.Generalization;
using GenEval.Reports;
using Microsoft.Playwright;

namespace GenEval.Pages.Tests;

/// <summary>The machine's own chromium, one for all tests; where there is none they are skipped, with the reason.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium is { } path)
        {
            Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Metadata("PlaywrightPackage"));
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens the page of some reports; what goes wrong in it is collected.</summary>
    public async Task<OpenPage> Open(IReadOnlyList<Report> reports, BrowserNewPageOptions? options = null)
    {
        string path = Path.Combine(Path.GetTempPath(), $"geneval-{Guid.NewGuid():N}.html");
        ReportFile.Write(path, reports, ReportFormat.Html);
        return await Open(path, options);
    }

    /// <summary>Opens a file, which is deleted with the page.</summary>
    public async Task<OpenPage> Open(string path, BrowserNewPageOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "there is no chromium on the PATH");
        IPage page = await _browser.NewPageAsync(options);
        // What is tested is what the page does, not how busy the machine is.
        page.SetDefaultTimeout(180_000);
        page.SetDefaultNavigationTimeout(180_000);
        OpenPage open = new(page, path);
        await page.GotoAsync("file://" + path);
        return open;
    }

    public static string Metadata(string key) =>
        typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string? Chromium =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in (string[])["chromium", "chromium-browser", "google-chrome"]
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();
}
