using System.Text.Json.Serialization;

namespace Escala.Cluster.Gang.Bundles;

/// <summary>How a manifest is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerManifest))]
internal sealed partial class BundleJson : JsonSerializerContext;
