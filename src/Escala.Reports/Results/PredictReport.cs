using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>What <c>predict</c> answers, beside the file it wrote, whatever the algorithm.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "algorithm")]
[JsonDerivedType(typeof(KMeansPredictReport), KMeansWorkloadReport.Word)]
[JsonDerivedType(typeof(XGBoostPredictReport), XGBoostWorkloadReport.Word)]
[JsonDerivedType(typeof(ConvNetPredictReport), ConvNetWorkloadReport.Word)]
internal abstract record PredictReport : JobReport
{
    /// <summary>The model file.</summary>
    [JsonPropertyOrder(1)]
    public required string Model { get; init; }

    /// <summary>The file of predictions.</summary>
    [JsonPropertyOrder(2)]
    public required string Out { get; init; }

    /// <summary>Its size.</summary>
    [JsonPropertyOrder(3)]
    public required long OutBytes { get; init; }

    /// <summary>The columns of the data in it.</summary>
    [JsonPropertyOrder(4)]
    public required IReadOnlyList<string> Keep { get; init; }

    /// <summary>The time it took to write it, after the job, in seconds.</summary>
    [JsonPropertyOrder(5)]
    public required double WriteSeconds { get; init; }
}
