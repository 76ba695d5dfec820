using Microsoft.Playwright;

namespace GenEval.Pages.Tests;

/// <summary>A page with everything that went wrong in it and every request that it made.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly string _path;

    public OpenPage(IPage page, string path)
    {
        Page = page;
        _path = path;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Problems.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Problems.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            Problems.Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public List<string> Problems { get; } = [];

    public List<string> Requests { get; } = [];

    /// <summary>Scrolls to every figure until all are drawn by the script.</summary>
    public async Task DrawAll()
    {
        foreach (ILocator figure in await Page.Locator("figure.plot:visible").AllAsync())
        {
            await figure.ScrollIntoViewIfNeededAsync();
            await figure.Locator(".live svg.main-svg").First.WaitForAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        File.Delete(_path);
    }
}
