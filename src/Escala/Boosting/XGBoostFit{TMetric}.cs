using Escala.Engines;
using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>
/// The operator <see cref="XGBoostFit"/> with a metric of one's own, which is measured after those of the options and judges when to
/// stop.
/// </summary>
/// <typeparam name="TMetric">The metric; made anew on every rank.</typeparam>
public sealed class XGBoostFit<TMetric> : IOperator<XGBoostOptions, XGBoostFitResult>
    where TMetric : IEvaluationMetric, new()
{
#pragma warning disable CA1000 // Every operator has its contract as a static member; engines read it through the type.
    /// <inheritdoc/>
    public static OperatorContract<XGBoostOptions, XGBoostFitResult> Contract { get; } =
        new($"xgboost-fit-{new TMetric().Name}", 1, XGBoostJson.Default.XGBoostOptions, XGBoostJson.Default.XGBoostFitResult);
#pragma warning restore CA1000

    /// <inheritdoc/>
    public XGBoostFitResult Run(XGBoostOptions options, RankContext rank, CancellationToken cancellationToken) =>
        XGBoostFitting.Run(options, new TMetric(), rank, cancellationToken);
}
