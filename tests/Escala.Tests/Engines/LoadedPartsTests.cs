using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Tests.Data;
using Xunit;

namespace Escala.Tests.Engines;

/// <summary>Rows of a matrix, of which every thread of a rank reads a part.</summary>
public sealed class LoadedPartsTests
{
    private static readonly DatasetOptions s_options = new() { BlockRows = 64, Missing = MissingValues.Drop, SampleRows = 900 };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Fit_EveryThreadReadsAPart_IsTheSameAsOneAfterAnother(int threads)
    {
        float[,] values = Blocks.Counting(1_000, 3);
        values[7, 1] = values[998, 0] = float.NaN;
        KMeansFitResult expected = await FitAsync(values, threads: 1), found = await FitAsync(values, threads);

        Assert.Equal(expected.LabelsDigest, found.LabelsDigest);
        Assert.Equal(expected.CentroidsDigest, found.CentroidsDigest);
        Assert.Equal((expected.Rows, expected.DroppedRows), (found.Rows, found.DroppedRows));
    }

    [Fact]
    public async Task Fit_FaultsInSeveralParts_NamesTheFirst()
    {
        float[,] values = Blocks.Counting(1_000, 3);
        values[999, 0] = values[300, 2] = float.PositiveInfinity;
        string expected = (await Assert.ThrowsAsync<DatasetException>(() => FitAsync(values, threads: 1))).Message;

        Assert.Contains("row 301,", expected, StringComparison.Ordinal);
        Assert.Equal(expected, (await Assert.ThrowsAsync<DatasetException>(() => FitAsync(values, threads: 2))).Message);
    }

    private static async Task<KMeansFitResult> FitAsync(float[,] values, int threads)
    {
        await using var engine = new LocalEngine(threads);
        Dataset data = Dataset.FromArray(values, s_options);
        return (await new KMeansTrainer(new KMeansOptions { Clusters = 4 })
            .RunAsync(data, engine, cancellationToken: TestContext.Current.CancellationToken)).Result;
    }
}
