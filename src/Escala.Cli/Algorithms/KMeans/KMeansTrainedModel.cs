using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>A K-means as the commands need it.</summary>
/// <param name="path">Its file.</param>
internal sealed class KMeansTrainedModel(string path) : TrainedModel(KMeansAlgorithm.Instance, path)
{
    private readonly KMeansModel _model = KMeansModel.Load(path);

    /// <inheritdoc/>
    public override DatasetOptions Rows => new()
    {
        Features = [.. _model.Features.Select(feature => feature.Name)],
        Sql = _model.Sql,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<PredictionColumn> PredictionColumns => KMeansPredict.Columns;

    /// <inheritdoc/>
    public override async Task<PredictReport> PredictAsync(ModelRun run, PredictionOutput output, CancellationToken cancellationToken)
    {
        JobResult<KMeansPredictResult> job = await run.RunAsync<KMeansPredict, KMeansPredictOptions, KMeansPredictResult>(
            new KMeansPredictOptions(), KMeansPredict.ModelFile, cancellationToken).ConfigureAwait(false);
        output.Write(job.Files, job.Result.Rows, run.Data.Plan, [], cancellationToken);
        return new KMeansPredictReport
        {
            Rows = job.Result.Rows,
            Data = run.Source,
            ClusterSizes = job.Result.ClusterSizes,
            Model = Path,
            Out = output.Path,
            OutBytes = output.Bytes,
            Keep = output.Keep,
            WriteSeconds = output.Seconds,
        }.With(run.Data.Plan, job);
    }
}
