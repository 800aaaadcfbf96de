using System.Text.Json.Serialization;

namespace Escala.Clustering;

/// <summary>How options and results of K-means travel.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KMeansOptions))]
[JsonSerializable(typeof(KMeansFitResult))]
[JsonSerializable(typeof(KMeansPredictOptions))]
[JsonSerializable(typeof(KMeansPredictResult))]
[JsonSerializable(typeof(KMeansEvaluateOptions))]
[JsonSerializable(typeof(KMeansEvaluation))]
[JsonSerializable(typeof(KMeansViewOptions))]
[JsonSerializable(typeof(KMeansViewResult))]
[JsonSerializable(typeof(KMeansStartsResult))]
[JsonSerializable(typeof(KMeansJudgeOptions))]
[JsonSerializable(typeof(KMeansJudgement))]
[JsonSerializable(typeof(KMeansMetadata))]
[JsonSerializable(typeof(KMeansCheckpoint))]
internal sealed partial class KMeansJson : JsonSerializerContext;
