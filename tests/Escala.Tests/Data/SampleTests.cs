using CsCheck;
using Escala.Data;
using Escala.Numerics;
using Xunit;

namespace Escala.Tests.Data;

public sealed class SampleTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void SampleRows_AnySeed_ChoosesExactlyThatMany() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 3000], Gen.Int[1, 3500]).Sample((seed, rows, sample) =>
        {
            Dataset data = Dataset.FromArray(Blocks.Counting(rows), new DatasetOptions { Seed = seed, SampleRows = sample, BlockRows = 64 });
            Assert.Equal(Math.Min(rows, sample), data.Rows().Count);
        });

    [Fact]
    public void Find_ManyRows_IsTheHashAtThatRank()
    {
        const int Rows = 300_000;
        ulong[] hashes = [.. Enumerable.Range(0, Rows).Select(row => CounterRandom.Hash(7, RandomPurpose.RowSample, row)).Order()];
        foreach (int sample in new[] { 1, 2, 100_000, Rows - 1 })
        {
            Assert.Equal(hashes[sample - 1], SampleThreshold.Find(7, sample, Rows, CancellationToken.None));
        }
    }

    [Fact]
    public void SampleRows_RowsNotKnown_AreCountedAtOpen()
    {
        _folder.Write("1.lines", "x:Number\n" + string.Join('\n', Enumerable.Range(0, 30)));
        _folder.Write("2.lines", "x:Number\n" + string.Join('\n', Enumerable.Range(30, 50)));
        Dataset data = new DatasetReader([new LinesReader()]).Open(_folder.File("*.lines"), new DatasetOptions { SampleRows = 25, Seed = 3 });
        List<RowCopy> rows = data.Rows();
        Assert.Equal(25, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Number.ToString(), row.Values));
    }

    [Fact]
    public void SampleRows_AnotherSeed_ChoosesOtherRows()
    {
        IEnumerable<long> Sample(ulong seed) => Dataset.FromArray(Blocks.Counting(1000), new DatasetOptions { SampleRows = 100, Seed = seed })
            .Rows().Select(row => row.Number);
        Assert.Equal(Sample(1), Sample(1));
        Assert.NotEqual(Sample(1), Sample(2));
    }

    public void Dispose() => _folder.Dispose();
}
