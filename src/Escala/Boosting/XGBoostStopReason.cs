using System.Text.Json.Serialization;

namespace Escala.Boosting;

/// <summary>Why a fit ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<XGBoostStopReason>))]
public enum XGBoostStopReason
{
    /// <summary>All rounds were trained.</summary>
    [JsonStringEnumMemberName("rounds")]
    Rounds,

    /// <summary>The validation part did not get better for as many rounds as were allowed; the best round is kept.</summary>
    [JsonStringEnumMemberName("early-stopping")]
    EarlyStopping,
}
