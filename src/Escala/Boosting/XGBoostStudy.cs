using Escala.Engines;

namespace Escala.Boosting;

/// <summary>
/// The operator that says what a fit would ask of libxgboost: the objective that the labels choose, the classes, and every parameter.
/// Whoever trains the same elsewhere needs to know it.
/// </summary>
public sealed class XGBoostStudy : IOperator<XGBoostOptions, XGBoostStudyResult>
{
    /// <inheritdoc/>
    public static OperatorContract<XGBoostOptions, XGBoostStudyResult> Contract { get; } =
        new("xgboost-study", 1, XGBoostJson.Default.XGBoostOptions, XGBoostJson.Default.XGBoostStudyResult);

    /// <inheritdoc/>
    public XGBoostStudyResult Run(XGBoostOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        options.Validate();
        XGBoostPlan.Require(options, rank.Data.Plan);
        using XGBoostRows rows = XGBoostRows.Load(rank, cancellationToken);
        var target = XGBoostTarget.Of(options, rank, rows.Training);
        return new XGBoostStudyResult
        {
            Objective = target.Objective.Name,
            ClassLabels = target.Classes?.Labels ?? [],
            Metrics = options.Metrics.Count > 0 ? options.Metrics : [XGBoostMetrics.Default(target).Name],
            FeatureTypes = FeatureTypes.Of(rank.Data.Plan.Features),
            Parameters = XGBoostParameters
                .Of(options, target.Objective, target.ClassNames.Count, rank.Data.Plan.Features, rank.Threads)
                .ToDictionary(parameter => parameter.Name, parameter => parameter.Value),
        };
    }
}
