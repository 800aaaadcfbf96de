using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>What <c>evaluate</c> answers, whatever the algorithm.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "algorithm")]
[JsonDerivedType(typeof(KMeansEvaluateReport), KMeansWorkloadReport.Word)]
[JsonDerivedType(typeof(XGBoostEvaluateReport), XGBoostWorkloadReport.Word)]
[JsonDerivedType(typeof(ConvNetEvaluateReport), ConvNetWorkloadReport.Word)]
internal abstract record EvaluateReport : JobReport
{
    /// <summary>The model file.</summary>
    [JsonPropertyOrder(99)]
    public required string Model { get; init; }
}
