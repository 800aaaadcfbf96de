using System.CommandLine;
using Escala.Boosting;
using Escala.Cli.Options;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>How boosted trees are judged by rows.</summary>
internal sealed class XGBoostModelEvaluation : ModelEvaluation
{
    private readonly Option<string?> _target = CliOption.Text(
        "--target", "COL", "The column with the true answers. Without it: the column that the model learned.");

    private readonly Option<string?> _group = CliOption.Text(
        "--group", "COL", "The column of the groups, for models that rank. Needed by those.");

    /// <inheritdoc/>
    public override OptionGroup Own => new("Models of XGBoost", _target, _group);

    /// <inheritdoc/>
    public override DatasetOptions Bind(ParseResult parsed, TrainedModel model, DatasetOptions rows)
    {
        var trees = (XGBoostTrainedModel)model;
        return rows with { Label = parsed.GetValue(_target) ?? trees.Target, Group = parsed.GetValue(_group) };
    }

    /// <inheritdoc/>
    public override async Task<EvaluateReport> RunAsync(ParseResult parsed, ModelRun run, CancellationToken cancellationToken)
    {
        JobResult<XGBoostEvaluation> job = await run.RunAsync<XGBoostEvaluate, XGBoostEvaluateOptions, XGBoostEvaluation>(
            new XGBoostEvaluateOptions(), XGBoostPredict.ModelFile, cancellationToken).ConfigureAwait(false);
        return new XGBoostEvaluateReport
        {
            Rows = job.Result.Rows,
            Data = run.Source,
            Classes = job.Result.Classes,
            Metrics = XGBoostMetricsReport.Of(job.Result.Scores),
            Scores = job.Result.Scores,
            ChosenThreshold = job.Result.ChosenThreshold,
            Model = run.Model.Path,
        }.With(run.Data.Plan, job);
    }
}
