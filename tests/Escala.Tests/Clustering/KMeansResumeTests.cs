using Escala.Clustering;
using Escala.Data;
using Escala.Models;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Clustering;

public sealed class KMeansResumeTests : IDisposable
{
    private static readonly float[] Rows = Overlapping(2_000);

    private static readonly KMeansOptions Options = new()
    {
        Clusters = 12,
        Restarts = 3,
        MaxIterations = 15,
        Tolerance = 0,
        Seed = 5,
        CheckpointIterations = 4,
    };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public async Task Resume_FromEveryCheckpoint_GivesTheBitsOfTheUninterruptedFit(int world, int resumedWorld)
    {
        KMeansFitResult plain = await FitAsync(new KMeansTrainer(Options with { CheckpointIterations = null }), world);
        KMeansFitResult whole = await FitAsync(Trainer(Options), world);
        string[] names = [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

        Assert.Equal(plain.CentroidsDigest, whole.CentroidsDigest);
        Assert.Contains("checkpoint-1-4.json", names);
        Assert.Contains("checkpoint-2-0.json", names);
        Assert.Contains("checkpoint-3-8.json", names);
        Assert.DoesNotContain("checkpoint-4-0.json", names);
        foreach (string name in names)
        {
            KMeansFitResult resumed = await FitAsync(Trainer(Options, name), resumedWorld);

            Assert.Equal(whole.CentroidsDigest, resumed.CentroidsDigest);
            Assert.Equal(whole.LabelsDigest, resumed.LabelsDigest);
            Assert.Equal(whole.Inertia, resumed.Inertia);
            Assert.Equal(whole.RestartInertias, resumed.RestartInertias);
            Assert.Equal(whole.History, resumed.History);
            Assert.Equal(whole.StopReason, resumed.StopReason);
            Assert.Equal(whole.ClusterSizes, resumed.ClusterSizes);
        }
    }

    [Fact]
    public async Task Resume_ClustersThatWereEmpty_AreRefilledAsWithoutTheInterruption()
    {
        // Two of the first centroids lie where no row is.
        float[] rows = [.. Enumerable.Range(0, 200).Select(i => (float)(i % 50))];
        KMeansOptions options = new()
        {
            Clusters = 4,
            Initialization = KMeansInitialization.Given,
            InitialCentroids = [[10], [40], [1e6], [2e6]],
            Tolerance = 0,
            CheckpointIterations = 1,
        };
        Dataset data = Dataset.FromRows(rows, 1);
        KMeansFitResult whole = await FitAsync(Trainer(options), 1, data);
        string[] files = Directory.GetFiles(_folder.Path);

        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            Assert.Equal(whole.CentroidsDigest, (await FitAsync(Trainer(options, Path.GetFileName(file)), 2, data)).CentroidsDigest);
        }
    }

    [Fact]
    public async Task Newest_OfSeveral_IsTheFarthestByNumber()
    {
        Assert.Null(KMeansTrainer.NewestCheckpoint(Path.Combine(_folder.Path, "nowhere")));
        Assert.Null(KMeansTrainer.NewestCheckpoint(_folder.Path));
        foreach (string name in new[] { "checkpoint-2-90.json", "checkpoint-2-100.json", "checkpoint-1-500.json", "checkpoint-9.json", "checkpoint-3-x.json" })
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, name), "", Token);
        }

        Assert.Equal(Path.Combine(_folder.Path, "checkpoint-2-100.json"), KMeansTrainer.NewestCheckpoint(_folder.Path));
    }

    [Fact]
    public async Task Resume_OtherOptions_NamesEveryDifference()
    {
        await FitAsync(Trainer(Options), 1);

        InvalidOptionsException error = await Assert.ThrowsAsync<InvalidOptionsException>(
            () => FitAsync(Trainer(Options with { Seed = 6, Clusters = 11 }, "checkpoint-1-4.json"), 1));

        Assert.Contains("seed must be 5 as in the checkpoint, but was 6", error.Message, StringComparison.Ordinal);
        Assert.Contains("clusters must be 12 as in the checkpoint, but was 11", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_OtherRows_SaysWhatDiffers()
    {
        await FitAsync(Trainer(Options), 1);
        float[] changed = [.. Rows];
        changed[7] += 100;

        InvalidOptionsException fewer = await Assert.ThrowsAsync<InvalidOptionsException>(
            () => FitAsync(Trainer(Options, "checkpoint-1-4.json"), 1, Dataset.FromRows(Rows.AsMemory(0, Rows.Length - 2), 2)));
        InvalidOptionsException other = await Assert.ThrowsAsync<InvalidOptionsException>(
            () => FitAsync(Trainer(Options, "checkpoint-1-4.json"), 1, Dataset.FromRows(changed, 2)));
        InvalidOptionsException columns = await Assert.ThrowsAsync<InvalidOptionsException>(
            () => FitAsync(Trainer(Options, "checkpoint-1-4.json"), 1, Dataset.FromRows(Rows, 1)));

        Assert.Contains("The training rows must be those of the checkpoint, 2000, but were 1999.", fewer.Message, StringComparison.Ordinal);
        Assert.Contains("their means or deviations are others", other.Message, StringComparison.Ordinal);
        Assert.Contains("The features must be those of the checkpoint, x0, x1, but were x0.", columns.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_HowOftenCheckpointsAreWritten_MayDiffer()
    {
        KMeansFitResult whole = await FitAsync(Trainer(Options), 1);
        KMeansFitResult resumed = await FitAsync(Trainer(Options with { CheckpointIterations = 3 }, "checkpoint-1-4.json"), 1);

        Assert.Equal(whole.CentroidsDigest, resumed.CentroidsDigest);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "checkpoint-1-6.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a checkpoint")]
    [InlineData("{\"rows\":1}")]
    public async Task Resume_FileThatIsNoCheckpoint_NamesIt(string text)
    {
        string path = Path.Combine(_folder.Path, "checkpoint-1-4.json");
        await File.WriteAllTextAsync(path, text, Token);

        ModelFileException error = await Assert.ThrowsAsync<ModelFileException>(() => FitAsync(Trainer(Options, "checkpoint-1-4.json"), 1));

        Assert.StartsWith($"The checkpoint '{path}' cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_CheckpointsWithoutAFolder_IsRefused()
    {
        InvalidOptionsException error =
            await Assert.ThrowsAsync<InvalidOptionsException>(() => FitAsync(new KMeansTrainer(Options), 1));

        Assert.StartsWith("CheckpointFolder of KMeansTrainer must be given exactly when CheckpointIterations is", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOptionsException>(() => new KMeansTrainer(Options with { CheckpointIterations = 0 }));
    }

    private KMeansTrainer Trainer(KMeansOptions options, string? resumeFrom = null) => new(options)
    {
        CheckpointFolder = _folder.Path,
        ResumeFrom = resumeFrom is null ? null : Path.Combine(_folder.Path, resumeFrom),
    };

    private static async Task<KMeansFitResult> FitAsync(KMeansTrainer trainer, int world, Dataset? data = null)
    {
        await using var gang = new ThreadGang(world);
        return (await trainer.RunAsync(data ?? Dataset.FromRows(Rows, 2), gang, cancellationToken: Token)).Result;
    }

    /// <summary>Points all over a square, on which K-means takes many iterations.</summary>
    private static float[] Overlapping(int rows)
    {
        var values = new float[rows * 2];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (i * 7919L % 10_007) / 1000f;
        }

        return values;
    }
}
