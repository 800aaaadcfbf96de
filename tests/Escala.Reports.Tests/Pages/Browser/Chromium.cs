using Microsoft.Playwright;
using Xunit;

namespace Escala.Reports.Tests.Pages.Browser;

/// <summary>The system's Chromium, without a window, and the reports to open in it.</summary>
/// <param name="report">The reports.</param>
public sealed class Chromium(WrittenReport report) : IAsyncLifetime
{
    private const string Command = "chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The reports.</summary>
    public WrittenReport Report => report;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program });
    }

    /// <summary>A new browser window, with storage of its own.</summary>
    /// <param name="width">The width of the page's part of it.</param>
    /// <param name="scheme">The colours that the reader prefers.</param>
    public async Task<IBrowserContext> OpenAsync(int width = 1400, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"There is no '{Command}' in PATH. Install Debian's package of that name.");
        return await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
    }

    /// <summary>Opens a report in a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="name">The report.</param>
    public async Task<IPage> ReadAsync(IBrowserContext window, string name)
    {
        IPage page = await window.NewPageAsync();
        await page.GotoAsync(Address(name));
        return page;
    }

    /// <summary>Where a report is.</summary>
    public string Address(string name) => new Uri(Report.File(name, "report.html")).AbsoluteUri;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, Command))
        .FirstOrDefault(File.Exists);
}
