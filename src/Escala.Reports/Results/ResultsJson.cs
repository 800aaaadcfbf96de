using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>How results become JSON: camelCase, absent where null, and an error where a number is not finite.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(FitReport))]
[JsonSerializable(typeof(EvaluateReport))]
[JsonSerializable(typeof(PredictReport))]
[JsonSerializable(typeof(ExplainReport))]
[JsonSerializable(typeof(ComparisonReport))]
internal sealed partial class ResultsJson : JsonSerializerContext
{
    /// <summary>On one line; paths and queries stay readable.</summary>
    public static ResultsJson Readable { get; } = new(Style(isIndented: false));

    /// <summary>For files that people read too.</summary>
    public static ResultsJson Indented { get; } = new(Style(isIndented: true));

    private static JsonSerializerOptions Style(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = isIndented,
    };
}
