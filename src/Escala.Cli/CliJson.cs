using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Escala.Cli.Algorithms;
using Escala.Cli.Algorithms.ConvNet;
using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Algorithms.XGBoost;
using Escala.Cli.Doctor;
using Escala.Engines;

namespace Escala.Cli;

/// <summary>How what only the command line knows becomes JSON, in the style of the results.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(JobProgress))]
[JsonSerializable(typeof(KMeansPeerAnswer))]
[JsonSerializable(typeof(KMeansPeerRequest))]
[JsonSerializable(typeof(ConvNetPeerAnswer))]
[JsonSerializable(typeof(ConvNetPeerRequest))]
[JsonSerializable(typeof(XGBoostPeerAnswer))]
[JsonSerializable(typeof(XGBoostPeerRequest))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>On one line; paths stay readable.</summary>
    public static CliJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
