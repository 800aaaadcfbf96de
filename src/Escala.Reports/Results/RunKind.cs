using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>What a run of a comparison is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunKind>))]
internal enum RunKind
{
    /// <summary>An engine of Escala trains as asked.</summary>
    [JsonStringEnumMemberName("engine")]
    Engine,

    /// <summary>Another system trains on the same rows.</summary>
    [JsonStringEnumMemberName("peer")]
    Peer,

    /// <summary>An initialisation is tried: one run of the algorithm from it, on the serial engine.</summary>
    [JsonStringEnumMemberName("initialization")]
    Initialization,
}
