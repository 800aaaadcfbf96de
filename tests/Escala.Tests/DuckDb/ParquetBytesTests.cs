using Escala.Data;
using Escala.Measurement;
using Escala.Tests.Data;
using Xunit;

namespace Escala.Tests.DuckDb;

/// <summary>How much of a Parquet file is read, by the kernel's count of this process, in which no other test runs meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class ParquetBytesTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(5, null)]
    [InlineData(3, "select a + b as a, c from data where c > 0.5")]
    public void Read_AsManyRowGroupsAsRanksOrMore_TakesLittleMoreThanTheFile(int world, string? sql)
    {
        const string Select = "SELECT hash(i) / 1e19 AS a, hash(i + 1) / 1e19 AS b, hash(i + 2) / 1e19 AS c FROM range(614400) r(i)";
        string path = _data.Parquet("a.parquet", Select, ", ROW_GROUP_SIZE 122880");
        Dataset data = new DatasetReader(_data.Reader).Open(path, new DatasetOptions { Sql = sql });
        Assert.Equal(5, data.Plan.Files[0].RowGroups!.Count);
        using var meter = new ProcessMeter();
        long before = meter.ReadBytes;
        long rows = 0;
        for (int rank = 0; rank < world; rank++)
        {
            foreach (Block block in data.Source(rank, world).Read(CancellationToken.None))
            {
                rows += block.RowCount;
                block.Dispose();
            }
        }

        double share = (meter.ReadBytes - before) / (double)new FileInfo(path).Length;
        Assert.InRange(rows, sql is null ? 614_400 : 1, 614_400);
        Assert.InRange(share, 0.9, 1.2);
    }
}
