using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>Draws the rows by which a report shows the clusters.</summary>
/// <param name="workload">What was trained; its model is trained anew where the runs left none.</param>
internal sealed class ClusterView(Workload workload)
{
    /// <summary>Draws them on all cores.</summary>
    /// <param name="run">The run that the clusters are of.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="EscalaException">It failed; the message says why.</exception>
    public async Task<ClusterViewReport> DrawAsync(
        RunReport run, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(workload.ModelPath))
        {
            await TrainAsync(run, progress, cancellationToken).ConfigureAwait(false);
        }

        var model = KMeansModel.Load(workload.ModelPath);
        DatasetOptions rows = ((KMeansFitRequest)workload.Request).Rows;
        using var reader = new DuckDbReader();
        Dataset data = new DatasetReader(reader).Open(workload.DataPath, rows, cancellationToken);
        await using var engine = new LocalEngine();
        JobResult<KMeansViewResult> view = await engine.RunAsync<KMeansView, KMeansViewOptions, KMeansViewResult>(
            new Job<KMeansViewOptions>(new KMeansViewOptions { Seed = rows.Seed }, data)
            {
                Files = new Dictionary<string, string> { [KMeansPredict.ModelFile] = workload.ModelPath },
            },
            progress,
            cancellationToken).ConfigureAwait(false);
        return Report(run, model, view.Result);
    }

    private static ClusterViewReport Report(RunReport run, KMeansModel model, KMeansViewResult view) => new()
    {
        Run = run.Name,
        RowNumbers = view.RowNumbers,
        Values = view.Values,
        PreparedValues = view.PreparedValues,
        Labels = view.Labels,
        Silhouettes = view.Silhouettes,
        Centroids = [.. model.Centroids().Cast<double>()],
        PreparedCentroids = model.Fit.PreparedCentroids,
    };

    /// <summary>
    /// Makes the model of a comparison whose engines had all run before it was resumed. This run is not one of its results, and every
    /// engine gives the same bits.
    /// </summary>
    private async Task TrainAsync(RunReport run, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        ComparisonCell cell = workload.OfEngine(
            run.Name == EngineChoice.Serial ? new EngineChoice(EngineChoice.Serial) : new EngineChoice(EngineChoice.Local));
        RunReport again = await cell.Runner.RunAsync(run, progress, cancellationToken).ConfigureAwait(false);
        if (again.Error is { } error)
        {
            throw new EscalaException(error);
        }
    }
}
