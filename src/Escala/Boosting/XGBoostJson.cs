using System.Text.Json.Serialization;

namespace Escala.Boosting;

/// <summary>How options and results of XGBoost travel.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(XGBoostOptions))]
[JsonSerializable(typeof(XGBoostFitResult))]
[JsonSerializable(typeof(XGBoostPredictOptions))]
[JsonSerializable(typeof(XGBoostPredictResult))]
[JsonSerializable(typeof(XGBoostEvaluateOptions))]
[JsonSerializable(typeof(XGBoostEvaluation))]
[JsonSerializable(typeof(XGBoostExplainOptions))]
[JsonSerializable(typeof(XGBoostExplainResult))]
[JsonSerializable(typeof(XGBoostJudgement))]
[JsonSerializable(typeof(XGBoostStudyResult))]
[JsonSerializable(typeof(XGBoostCheckpoint))]
[JsonSerializable(typeof(XGBoostMetadata))]
internal sealed partial class XGBoostJson : JsonSerializerContext;
