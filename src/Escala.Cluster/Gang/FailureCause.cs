using System.Text.Json.Serialization;

namespace Escala.Cluster.Gang;

/// <summary>Why a rank failed, as far as the driver has to know.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureCause>))]
internal enum FailureCause
{
    /// <summary>Something that nobody foresaw.</summary>
    [JsonStringEnumMemberName("other")]
    Other,

    /// <summary>A failure whose message is for people.</summary>
    [JsonStringEnumMemberName("escala")]
    Escala,

    /// <summary>The data cannot be used.</summary>
    [JsonStringEnumMemberName("data")]
    Data,

    /// <summary>Options are outside what they may be.</summary>
    [JsonStringEnumMemberName("options")]
    Options,

    /// <summary>The other ranks could not be reached, most likely because one of them has failed.</summary>
    [JsonStringEnumMemberName("collective")]
    Collective,
}
