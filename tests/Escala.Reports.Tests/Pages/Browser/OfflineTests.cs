using Microsoft.Playwright;
using Xunit;

namespace Escala.Reports.Tests.Pages.Browser;

public sealed class OfflineTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("en", Traits = ["Category", "Slow"])]
    [InlineData("es")]
    [InlineData("both-en", Traits = ["Category", "Slow"])]
    [InlineData("both-es")]
    [InlineData("hostile")]
    public async Task Page_FetchesNothingButItself_AndTheConsoleStaysEmpty(string name)
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        var requests = new List<string>();
        var messages = new List<string>();
        window.Request += (_, request) => requests.Add(request.Url);
        window.Console += (_, message) => messages.Add(message.Text);
        window.WebError += (_, error) => messages.Add(error.Error);

        IPage page = await chromium.ReadAsync(window, name);
        await page.EvaluateAsync("window.scrollTo(0, document.body.scrollHeight)");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal([chromium.Address(name)], requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(messages);
        Assert.NotEqual("broken", await page.TitleAsync());
    }

    [Fact]
    public async Task Page_CannotReachTheNetwork()
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        IPage page = await chromium.ReadAsync(window, "en");
        Task<IConsoleMessage> refusal = page.WaitForConsoleMessageAsync();

        bool fetched = await page.EvaluateAsync<bool>("fetch('data:,text').then(() => true, () => false)");

        Assert.False(fetched);
        Assert.Contains("Content Security Policy", (await refusal).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "results.json")]
    [InlineData("hostile", "results.json")]
    [InlineData("es", "results.csv")]
    public async Task Button_SavesTheRawResults(string name, string file)
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        IPage page = await chromium.ReadAsync(window, name);

        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator($"[data-file='{file}']").ClickAsync());
        string saved = await File.ReadAllTextAsync(await download.PathAsync());

        Assert.Equal(file, download.SuggestedFilename);
        Assert.Equal(
            file == "results.csv"
                ? chromium.Report.Text(name, file)
                : await page.Locator("#results").TextContentAsync(),
            saved);
    }
}
