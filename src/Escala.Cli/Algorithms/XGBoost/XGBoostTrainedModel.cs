using Escala.Boosting;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>Boosted trees as the commands need them.</summary>
/// <param name="path">Their file.</param>
internal sealed class XGBoostTrainedModel(string path) : TrainedModel(XGBoostAlgorithm.Instance, path)
{
    private readonly XGBoostModel _model = XGBoostModel.Load(path);

    /// <summary>The column that was learned.</summary>
    public string Target => _model.Target.Name;

    /// <inheritdoc/>
    public override DatasetOptions Rows => new()
    {
        Features = [.. _model.Features.Select(feature => feature.Name)],
        Sql = _model.Sql,
        Missing = MissingValues.Keep,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<PredictionColumn> PredictionColumns => _model.Classes.Count == 0
        ? [new("prediction", PredictionColumnType.Number)]
        :
        [
            new("label", PredictionColumnType.Category, _model.Classes),
            .. _model.Classes.Select(name => new PredictionColumn($"probability_{name}", PredictionColumnType.Number)),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<PredictionColumn> ContributionColumns
    {
        get
        {
            string[] terms = [.. _model.Features.Select(feature => feature.Name), "bias"];
            return _model.Classes.Count > 2
                ? [.. from name in _model.Classes from term in terms select new PredictionColumn($"{name}_{term}", PredictionColumnType.Number)]
                : [.. terms.Select(term => new PredictionColumn(term, PredictionColumnType.Number))];
        }
    }

    /// <inheritdoc/>
    public override Dataset Adapt(Dataset data) => data.WithColumnsOf(_model.Features, _model.Target);

    /// <inheritdoc/>
    public override async Task<PredictReport> PredictAsync(ModelRun run, PredictionOutput output, CancellationToken cancellationToken)
    {
        JobResult<XGBoostPredictResult> job = await run.RunAsync<XGBoostPredict, XGBoostPredictOptions, XGBoostPredictResult>(
            new XGBoostPredictOptions(), XGBoostPredict.ModelFile, cancellationToken).ConfigureAwait(false);
        output.Write(job.Files, job.Result.Rows, run.Data.Plan, [], cancellationToken);
        return new XGBoostPredictReport
        {
            Rows = job.Result.Rows,
            Data = run.Source,
            ClassRows = _model.Classes.Count == 0 ? null : _model.Classes.Zip(job.Result.ClassSizes).ToDictionary(),
            Model = Path,
            Out = output.Path,
            OutBytes = output.Bytes,
            Keep = output.Keep,
            WriteSeconds = output.Seconds,
        }.With(run.Data.Plan, job);
    }

    /// <inheritdoc/>
    public override async Task<ExplainReport> ExplainAsync(
        ModelRun run, PredictionOutput output, CancellationToken cancellationToken)
    {
        JobResult<XGBoostExplainResult> job = await run.RunAsync<XGBoostExplain, XGBoostExplainOptions, XGBoostExplainResult>(
            new XGBoostExplainOptions(), XGBoostPredict.ModelFile, cancellationToken).ConfigureAwait(false);
        output.Write(job.Files, job.Result.Rows, run.Data.Plan, [], cancellationToken);
        return new ExplainReport
        {
            Rows = job.Result.Rows,
            Data = run.Source,
            Model = Path,
            Out = output.Path,
            OutBytes = output.Bytes,
            Columns = ["row", .. ContributionColumns.Select(column => column.Name)],
            WriteSeconds = output.Seconds,
        }.With(run.Data.Plan, job);
    }
}
