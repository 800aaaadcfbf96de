using System.Text.Json.Serialization;

namespace Escala.Boosting;

/// <summary>How options and results of XGBoost travel.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(XGBoostOptions))]
[JsonSerializable(typeof(XGBoostFitResult))]
[JsonSerializable(typeof(XGBoostPredictOptions))]
[JsonSerializable(typeof(XGBoostPredictResult))]
[JsonSerializable(typeof(XGBoostEvaluateOptions))]
[JsonSerializable(typeof(XGBoostEvaluation))]
[JsonSerializable(typeof(XGBoostExplainOptions))]
[JsonSerializable(typeof(XGBoostExplainResult))]
[JsonSerializable(typeof(XGBoostCheckpoint))]
[JsonSerializable(typeof(XGBoostMetadata))]
internal sealed partial class XGBoostJson : JsonSerializerContext;
