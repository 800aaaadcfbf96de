using System.Text.Json.Serialization;

namespace Escala.Boosting;

/// <summary>Which node is split next. XGBoost <c>grow_policy</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<XGBoostGrowPolicy>))]
public enum XGBoostGrowPolicy
{
    /// <summary>The one nearest to the root.</summary>
    [JsonStringEnumMemberName("depthwise")]
    Depthwise,

    /// <summary>The one with the highest loss change.</summary>
    [JsonStringEnumMemberName("lossguide")]
    LossGuide,
}
