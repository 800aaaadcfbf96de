using Microsoft.Playwright;
using Xunit;

namespace Escala.Reports.Tests.Pages.Browser;

/// <summary>Widths, colours and paper.</summary>
public sealed class LookTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const double LeastContrast = 4.5;

    /// <summary>
    /// The smallest contrast (WCAG 2: 1 to 21) between a text's colour and the nearest ground behind it, of all elements that
    /// have text of their own. A canvas makes numbers of any notation of colours.
    /// </summary>
    private const string SmallestContrast = """
        () => {
          const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const colour = (text) => {
            brush.clearRect(0, 0, 1, 1);
            brush.fillStyle = text;
            brush.fillRect(0, 0, 1, 1);
            return Array.from(brush.getImageData(0, 0, 1, 1).data);
          };
          const luminance = (rgb) => {
            const [r, g, b] = rgb.slice(0, 3).map((part) => {
              const share = part / 255;
              return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = (element) => {
            const own = colour(getComputedStyle(element).backgroundColor);
            return own[3] === 255 || !element.parentElement ? own : ground(element.parentElement);
          };
          const hasText = (element) =>
            Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");
          const texts = Array.from(document.body.querySelectorAll("*")).filter(
            (element) => element.checkVisibility() && !element.matches(".skip") && hasText(element));
          const contrasts = texts.map((element) => {
            const [a, b] = [luminance(colour(getComputedStyle(element).color)), luminance(ground(element))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          });
          return contrasts.length > 100 ? Math.min(...contrasts) : 0;
        }
        """;

    private static readonly int[] Widths = [360, 768, 1400];

    [Theory]
    [InlineData("en", Traits = ["Category", "Slow"])]
    [InlineData("es")]
    [InlineData("both-en", Traits = ["Category", "Slow"])]
    [InlineData("both-es")]
    [InlineData("cnn-en", Traits = ["Category", "Slow"])]
    [InlineData("cnn-es")]
    public async Task Page_IsNeverWiderThanTheWindow(string name)
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        IPage page = await chromium.ReadAsync(window, name);
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            foreach (int width in Widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                int[] found = await page.EvaluateAsync<int[]>(
                    """
                    [innerWidth, document.documentElement.scrollWidth,
                     Array.from(document.querySelectorAll("main p, main li, main h2, main img, main pre, figure"))
                       .filter((one) => one.getBoundingClientRect().right > innerWidth).length]
                    """);
                Assert.True(
                    found.SequenceEqual([width, width, 0]),
                    $"{scheme}, {width} px: the window has {found[0]} px, the page {found[1]}, and {found[2]} elements reach beyond.");
            }
        }
    }

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("both-en", ColorScheme.Light)]
    [InlineData("both-en", ColorScheme.Dark)]
    [InlineData("cnn-en", ColorScheme.Light)]
    [InlineData("cnn-en", ColorScheme.Dark)]
    public async Task Texts_StandOutFromTheirGround(string name, ColorScheme scheme)
    {
        await using IBrowserContext window = await chromium.OpenAsync(scheme: scheme);
        IPage page = await chromium.ReadAsync(window, name);

        Assert.InRange(await page.EvaluateAsync<double>(SmallestContrast), LeastContrast, 21);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "dark")]
    [InlineData(ColorScheme.Dark, "light")]
    public async Task Theme_ChangesWithTheButton_AndIsRemembered(ColorScheme scheme, string other)
    {
        await using IBrowserContext window = await chromium.OpenAsync(scheme: scheme);
        IPage page = await chromium.ReadAsync(window, "en");
        string before = await GroundAsync(page);

        await page.Locator("#theme").ClickAsync();
        string after = await GroundAsync(page);
        await page.ReloadAsync();

        Assert.NotEqual(before, after);
        Assert.Equal(after, await GroundAsync(page));
        Assert.Equal(0, await page.Locator($"img.chart:visible:not(.{other})").CountAsync());
        Assert.NotEqual(0, await page.Locator($"img.chart.{other}:visible").CountAsync());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("both-en")]
    [InlineData("cnn-en")]
    public async Task Charts_AreDrawn(string name)
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        IPage page = await chromium.ReadAsync(window, name);

        Assert.Equal(0, await page.EvaluateAsync<int>(
            """
            Promise.allSettled(Array.from(document.images, (image) => image.decode()))
              .then((all) => all.filter((one) => one.status !== "fulfilled").length)
            """));
    }

    [Fact]
    public async Task Paper_IsLightAndHasNoButtons()
    {
        await using IBrowserContext window = await chromium.OpenAsync(scheme: ColorScheme.Dark);
        IPage page = await chromium.ReadAsync(window, "en");
        byte[] paper = await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.Equal("%PDF"u8, paper.AsSpan(0, 4));
        Assert.Equal("rgb(255, 255, 255)", await GroundAsync(page));
        Assert.Equal(0, await page.Locator("#theme:visible, [data-file]:visible, nav:visible, img.dark:visible").CountAsync());
        Assert.Equal(0, await page.Locator(".command:not(:visible)").CountAsync());
    }

    [Fact]
    public async Task Keyboard_ReachesTheReportFirst()
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        IPage page = await chromium.ReadAsync(window, "en");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await page.EvaluateAsync<string>("document.activeElement.className"));
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    private static Task<string> GroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
