using Escala.Engines;

namespace Escala.Boosting;

/// <summary>
/// The operator that trains boosted trees. Rank 0 hands over the file <see cref="ModelFile"/>; checkpoints are written as they come. A
/// model to continue from travels as the input file <c>model</c>, a checkpoint to resume from as <c>checkpoint</c>.
/// </summary>
public sealed class XGBoostFit : IOperator<XGBoostOptions, XGBoostFitResult>
{
    /// <summary>The name of the file of trees that rank 0 hands over, in XGBoost's format.</summary>
    public const string ModelFile = "model.ubj";

    /// <inheritdoc/>
    public static OperatorContract<XGBoostOptions, XGBoostFitResult> Contract { get; } =
        new("xgboost-fit", 1, XGBoostJson.Default.XGBoostOptions, XGBoostJson.Default.XGBoostFitResult);

    /// <inheritdoc/>
    public XGBoostFitResult Run(XGBoostOptions options, RankContext rank, CancellationToken cancellationToken) =>
        XGBoostFitting.Run(options, ownMetric: null, rank, cancellationToken);
}
