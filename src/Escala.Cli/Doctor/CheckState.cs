using System.Text.Json.Serialization;

namespace Escala.Cli.Doctor;

/// <summary>What a check found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckState>))]
internal enum CheckState
{
    /// <summary>It is there.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It is not there, and only some commands need it.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,

    /// <summary>It is not there, and Escala cannot do without it.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,
}
