using System.Diagnostics;
using Escala.Benchmarks.Clusters;
using Escala.Cluster;
using Escala.Engines;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Benchmarks.Dask;

/// <summary>
/// Times the training of a network on two ranks by turns with that on one, with the same mini-batches, and with that of one process on two
/// threads, which shows what two cores of this machine give at that hour.
/// </summary>
/// <param name="setting">Where everything is.</param>
/// <param name="results">Where the figures go.</param>
internal sealed class DaskNetworkBenchmark(ClusterSetting setting, DaskResults results)
{
    public const string Network = "mnist";
    public const int BatchSize = 128;
    private const int Images = 60_000;

    /// <summary>Takes all turns.</summary>
    /// <param name="two">Two ranks, on a cluster of the engine's own.</param>
    /// <param name="one">One rank, on another one.</param>
    public async Task RunAsync(DaskEngine two, DaskEngine one)
    {
        results.NetworkImages = results.IsQuick ? Images / 10 : Images;
        var both = new ClusterSide("Escala, dask, 2 ranks", "IDX");
        var alone = new ClusterSide("Escala, dask, 1 rank", "IDX");
        var threads = new ClusterSide("Escala, local, 2 threads", "IDX");
        results.Network.AddRange([both, alone, threads]);
        await using IEngine local = new LocalEngine(2);
        await setting.TakeTurnsAsync(results.Network, side => FitAsync(side, side == both ? two : side == alone ? one : local));
    }

    private async Task<ClusterCall> FitAsync(ClusterSide side, IEngine engine)
    {
        long start = Stopwatch.GetTimestamp();
        ImageData images = ImageData.Describe(setting.Mnist, new ImageSetOptions { SampleImages = results.NetworkImages });
        var trainer = new ConvNetTrainer(new ConvNetOptions
        {
            Network = NetworkPresets.Create(Network, images.Shape, images.ClassNames.Count),
            BatchSize = BatchSize,
            Epochs = 1,
        });
        JobResult<ConvNetFitResult> job = await trainer.RunAsync(images, engine);
        side.Quality = job.Result.Evaluation.Scores.Accuracy;
        return ClusterCall.Of(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, job.Ranks);
    }
}
