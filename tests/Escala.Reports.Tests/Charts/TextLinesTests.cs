using Escala.Reports.Charts;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public class TextLinesTests
{
    [Fact]
    public void Wrap_LongText_BreaksBetweenWords()
    {
        IReadOnlyList<string> lines = TextLines.Wrap("Inertia after each iteration of the run that was kept", 20, 300);
        Assert.Equal(2, lines.Count);
        Assert.Equal("Inertia after each iteration of the run that was kept", string.Join(' ', lines));
        Assert.All(lines, line => Assert.InRange(ChartFont.Width(line, 20), 1, 300));
    }

    [Fact]
    public void Shorten_LongName_KeepsBothEnds()
    {
        string shown = TextLines.Shorten("flights-of-the-year-2001.parquet", 16, 120);
        Assert.InRange(ChartFont.Width(shown, 16), 60, 120);
        Assert.StartsWith("fli", shown, StringComparison.Ordinal);
        Assert.EndsWith("uet", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Shorten_ShortName_IsLeftAlone() => Assert.Equal("flights.csv", TextLines.Shorten("flights.csv", 16, 300));
}
