using System.Text.Json.Serialization;

namespace Escala.Boosting;

/// <summary>How splits are found. XGBoost <c>tree_method</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<XGBoostTreeMethod>))]
public enum XGBoostTreeMethod
{
    /// <summary>By histograms of values put into bins once: quick, and of the least memory.</summary>
    [JsonStringEnumMemberName("hist")]
    Hist,

    /// <summary>By histograms whose bins are chosen anew each round, weighted by the Hessian.</summary>
    [JsonStringEnumMemberName("approx")]
    Approx,

    /// <summary>By every value of every feature: for small data. Not on a cluster.</summary>
    [JsonStringEnumMemberName("exact")]
    Exact,
}
