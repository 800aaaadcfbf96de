using Escala.Reports.Charts;
using ScottPlot;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public class ChartThemeTests
{
    /// <summary>What WCAG 2 asks of texts of normal size.</summary>
    private const double EnoughForText = 4.5;

    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_OnItsGround_CanBeRead(string name)
    {
        ChartTheme theme = name == "light" ? ChartTheme.Light : ChartTheme.Dark;
        Assert.True(Contrast(theme.Text, theme.Ground) >= EnoughForText);
        Assert.All(Enumerable.Range(0, 7), series =>
            Assert.True(Contrast(theme.Text, theme.Ground.MixedWith(theme.Series(series), 0.3)) >= EnoughForText));
    }

    private static double Contrast(Color one, Color other)
    {
        double[] luminances = [.. new[] { Luminance(one), Luminance(other) }.Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    // Relative luminance as WCAG 2 defines it.
    private static double Luminance(Color color) => (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

    private static double Linear(byte channel)
    {
        double share = channel / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
