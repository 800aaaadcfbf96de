using System.CommandLine;
using Escala.Cli.Options;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>How a K-means is judged by rows.</summary>
internal sealed class KMeansModelEvaluation : ModelEvaluation
{
    private readonly MetricsOption _metrics = new();

    private readonly Option<string?> _truth = CliOption.Text(
        "--truth", "COL", "The column with the true clusters, to judge by. Without it: none.");

    private readonly Option<ulong?> _seed = CliOption.Number<ulong>(
        "--seed", "N", "The seed of the rows that a sampled silhouette is computed on, at least 0.", 0);

    /// <inheritdoc/>
    public override OptionGroup Own => new("Models of K-means", _truth, _metrics.Option, _seed);

    /// <inheritdoc/>
    public override DatasetOptions Bind(ParseResult parsed, TrainedModel model, DatasetOptions rows) =>
        rows with { Label = parsed.GetValue(_truth) };

    /// <inheritdoc/>
    public override async Task<EvaluateReport> RunAsync(ParseResult parsed, ModelRun run, CancellationToken cancellationToken)
    {
        var options = new KMeansEvaluateOptions { Metrics = _metrics.Bind(parsed), Seed = parsed.GetValue(_seed)!.Value };
        JobResult<KMeansEvaluation> job = await run.RunAsync<KMeansEvaluate, KMeansEvaluateOptions, KMeansEvaluation>(
            options, KMeansPredict.ModelFile, cancellationToken).ConfigureAwait(false);
        return KMeansEvaluateReport.Of(run.Model.Path, run.Source, run.Data.Plan, job);
    }
}
