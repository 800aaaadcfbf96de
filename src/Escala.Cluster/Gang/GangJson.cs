using System.Text.Json.Serialization;

namespace Escala.Cluster.Gang;

/// <summary>How drivers and ranks write their lines.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RankAssignment))]
[JsonSerializable(typeof(DriverMessage))]
[JsonSerializable(typeof(RankMessage))]
internal sealed partial class GangJson : JsonSerializerContext;
