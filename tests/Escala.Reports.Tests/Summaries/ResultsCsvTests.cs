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
        Assert.StartsWith("kmeans,engine,serial,1,1,,,,load,0.5,0.5,100,67108864,134217728,134217728,0,0,0,2,,,,,0.1,0,,", lines[1]);
    }

    [Fact]
    public void Write_SeveralRanks_HaveRowsOfTheirOwn()
    {
        string[] lines = Text(Toy.Comparison(Toy.Gang(2, 5, startUp: 3, (Phase.Load, 1), (Phase.Fit, 2)))).Split('\n');

        Assert.Equal(8, lines.Length);
        Assert.StartsWith("kmeans,engine,dask,2,1,,,,load,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("kmeans,engine,dask,2,1,0,node,tcp://node:0,load,", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("kmeans,engine,dask,2,1,1,node,tcp://node:1,fit,", lines[6], StringComparison.Ordinal);
        Assert.All(lines[1..7], line => Assert.Contains(",5,3,1.5,10485760,20971520,", line, StringComparison.Ordinal));
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
