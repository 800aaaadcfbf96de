using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>How options of convolutional networks travel.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConvNetOptions))]
internal sealed partial class ConvNetJson : JsonSerializerContext;
