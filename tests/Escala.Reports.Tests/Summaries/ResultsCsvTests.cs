using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using Xunit;

namespace Escala.Reports.Tests.Summaries;

public sealed class ResultsCsvTests
{
    [Fact]
    public void Write_MeasuredComparison_IsTheGoldenFile() => Assert.Equal(Golden.Read("results.csv"), Text(GoldenComparison.Measured));

    [Fact]
    public void Write_EveryLine_HasAFieldForEveryName()
    {
        string[] lines = Text(Toy.Comparison(Toy.Run("serial", 2, (Phase.Load, 0.5), (Phase.Fit, 1)))).Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.All(lines[1..3], line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
        Assert.StartsWith("kmeans,engine,serial,1,1,load,0.5,0.5,100,67108864,134217728,134217728,0,0,0,2,0.1,0,,", lines[1]);
    }

    [Fact]
    public void Write_ErrorWithCommasQuotesAndLines_IsQuoted()
    {
        RunReport failed = Toy.Run("serial", 2) with { Result = null, Error = "No \"room\", sorry.\nReally." };

        Assert.Contains(",\"No \"\"room\"\", sorry.\nReally.\",", Text(Toy.Comparison(failed)));
    }

    private static string Text(ComparisonReport comparison)
    {
        using var writer = new StringWriter();
        ResultsCsv.Write(comparison, writer);
        return writer.ToString();
    }
}
