using System.Text.Json.Serialization;

namespace Escala.Engines;

/// <summary>How the export of rows travels.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RowExportOptions))]
[JsonSerializable(typeof(RowExportResult))]
internal sealed partial class RowExportJson : JsonSerializerContext;
