using System.Text.Json.Serialization;

namespace Escala.Data;

/// <summary>A plan and its pieces as JSON, which is how they travel from a driver to its ranks. Whole numbers of 64 bits stay exact.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(DataPlan))]
[JsonSerializable(typeof(IReadOnlyList<DataPiece>))]
internal sealed partial class DataPlanJson : JsonSerializerContext;
