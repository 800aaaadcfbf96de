using System.Text.Json.Serialization;

namespace Escala.Boosting;

/// <summary>What is learned.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<XGBoostTask>))]
public enum XGBoostTask
{
    /// <summary>Two classes.</summary>
    [JsonStringEnumMemberName("binary")]
    Binary,

    /// <summary>Three classes or more.</summary>
    [JsonStringEnumMemberName("multi-class")]
    MultiClass,

    /// <summary>A number.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression,

    /// <summary>The order of the rows within each group.</summary>
    [JsonStringEnumMemberName("ranking")]
    Ranking,
}
