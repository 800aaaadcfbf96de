using System.Text.Json.Serialization;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>How options and results of convolutional networks travel.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConvNetOptions))]
[JsonSerializable(typeof(ConvNetFitOptions))]
[JsonSerializable(typeof(ConvNetFitResult))]
[JsonSerializable(typeof(ConvNetPredictOptions))]
[JsonSerializable(typeof(ConvNetPredictResult))]
[JsonSerializable(typeof(ConvNetEvaluateOptions))]
[JsonSerializable(typeof(ConvNetEvaluation))]
[JsonSerializable(typeof(ConvNetStudyResult))]
[JsonSerializable(typeof(ConvNetCheckpoint))]
[JsonSerializable(typeof(ConvNetMetadata))]
internal sealed partial class ConvNetJson : JsonSerializerContext;
