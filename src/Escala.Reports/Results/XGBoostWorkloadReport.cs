using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>Fits of XGBoost on several engines.</summary>
internal sealed record XGBoostWorkloadReport : WorkloadReport
{
    /// <summary>What the command line calls it.</summary>
    public const string Word = "xgboost";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Word;

    /// <summary>The options of every run.</summary>
    public required XGBoostOptionsReport Options { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsSameInEveryWorld => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> ScoreKeys => XGBoostMetricsReport.Keys;
}
