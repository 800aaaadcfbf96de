using System.Text.Json.Serialization;
using Escala.Boosting;
using Escala.Data;
using Escala.Engines;

namespace Escala.Reports.Results;

/// <summary>What <c>explain</c> answers, beside the file it wrote.</summary>
internal sealed record ExplainReport : JobReport
{
    /// <summary>The algorithm.</summary>
    [JsonPropertyOrder(-20)]
    public string Algorithm { get; init; } = XGBoostWorkloadReport.Word;

    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>The file of contributions.</summary>
    public required string Out { get; init; }

    /// <summary>Its size.</summary>
    public required long OutBytes { get; init; }

    /// <summary>Its columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The time it took to write it, after the job, in seconds.</summary>
    public required double WriteSeconds { get; init; }

    /// <summary>Adds what the engine measured.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    public ExplainReport With(DataPlan plan, JobResult<XGBoostExplainResult> job) => Measured(this, plan, job);
}
