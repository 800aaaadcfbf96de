using Escala.Data;
using Escala.Models;

namespace Escala.Boosting;

/// <summary>What <c>model.json</c> says of boosted trees.</summary>
internal sealed record XGBoostMetadata : ModelMetadata
{
    /// <summary>The algorithm's name in model files and on the command line.</summary>
    public const string AlgorithmName = "xgboost";

    /// <inheritdoc/>
    public override string Algorithm => AlgorithmName;

    /// <summary>The column that was learned.</summary>
    public required DataColumn Target { get; init; }

    /// <summary>The options of the fit.</summary>
    public required XGBoostOptions Options { get; init; }

    /// <summary>What the fit found.</summary>
    public required XGBoostFitResult Fit { get; init; }
}
