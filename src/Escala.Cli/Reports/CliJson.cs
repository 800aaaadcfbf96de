using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Escala.Cli.Comparison;
using Escala.Cli.Doctor;
using Escala.Engines;

namespace Escala.Cli.Reports;

/// <summary>How results become JSON: camelCase, absent where null, and an error where a number is not finite.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FitReport))]
[JsonSerializable(typeof(EvaluateReport))]
[JsonSerializable(typeof(PredictReport))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(JobProgress))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>On one line; paths and queries stay readable.</summary>
    public static CliJson Readable { get; } = new(Style(isIndented: false));

    /// <summary>For files that people read too.</summary>
    public static CliJson Indented { get; } = new(Style(isIndented: true));

    /// <summary>Writes an object on one line.</summary>
    public static void WriteLine<T>(TextWriter output, T value, Func<CliJson, JsonTypeInfo<T>> type) =>
        output.WriteLine(JsonSerializer.Serialize(value, type(Readable)));

    private static JsonSerializerOptions Style(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = isIndented,
    };
}
