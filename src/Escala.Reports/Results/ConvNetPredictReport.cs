using Escala.Engines;
using Escala.Vision;

namespace Escala.Reports.Results;

/// <summary>What <c>predict</c> answers for a convolutional network.</summary>
internal sealed record ConvNetPredictReport : PredictReport
{
    /// <summary>The images predicted to be of each class, by the classes' names.</summary>
    public required IReadOnlyDictionary<string, long> ClassRows { get; init; }

    /// <summary>Adds what the engine measured.</summary>
    /// <param name="job">What the engine answered.</param>
    public ConvNetPredictReport With(JobResult<ConvNetPredictResult> job) => Measured(this, job);
}
