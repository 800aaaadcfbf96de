using System.Text.Json.Serialization;

namespace Escala.Boosting;

/// <summary>Why a result may be too good to be true.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<XGBoostWarningKind>))]
public enum XGBoostWarningKind
{
    /// <summary>A feature alone tells the target: its AUC is above 0.999.</summary>
    [JsonStringEnumMemberName("feature-tells-target")]
    FeatureTellsTarget,

    /// <summary>The test accuracy or AUC is at least 0.999.</summary>
    [JsonStringEnumMemberName("score-too-good")]
    ScoreTooGood,

    /// <summary>Test rows are identical to training rows.</summary>
    [JsonStringEnumMemberName("test-rows-in-training")]
    TestRowsInTraining,

    /// <summary>The scores are of the training rows: there is no test part.</summary>
    [JsonStringEnumMemberName("scored-on-training-rows")]
    ScoredOnTrainingRows,

    /// <summary>The test part has only one class.</summary>
    [JsonStringEnumMemberName("one-class-in-test")]
    OneClassInTest,
}
