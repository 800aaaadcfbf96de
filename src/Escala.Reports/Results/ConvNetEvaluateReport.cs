using Escala.Engines;
using Escala.Metrics;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Reports.Results;

/// <summary>What <c>evaluate</c> answers for a convolutional network.</summary>
internal sealed record ConvNetEvaluateReport : EvaluateReport
{
    /// <summary>The names of the classes, in the order of their indices.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How good the network is, in figures.</summary>
    public required ConvNetMetricsReport Metrics { get; init; }

    /// <summary>The same with its curves and its confusion matrix.</summary>
    public required ClassificationScores Scores { get; init; }

    /// <summary>The images that were most probably taken for another class, the worst first.</summary>
    public required IReadOnlyList<ConvNetMistakeReport> WorstMistakes { get; init; }

    /// <summary>Makes the report of an evaluation.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="data">The data as reported.</param>
    /// <param name="loss">The loss that the model was trained with.</param>
    /// <param name="images">The images, for drawing the worst mistakes; null where they are not to be drawn.</param>
    /// <param name="job">What the engine answered.</param>
    public static ConvNetEvaluateReport Of(
        string model, DataReport data, ConvNetLoss loss, ImageSet? images, JobResult<ConvNetEvaluation> job)
    {
        ConvNetEvaluation found = job.Result;
        var report = new ConvNetEvaluateReport
        {
            Rows = found.Images,
            Data = data,
            Classes = found.Classes,
            Metrics = ConvNetMetricsReport.Of(found.Scores, found.Loss, loss),
            Scores = found.Scores,
            WorstMistakes = ConvNetMistakeReport.Of(found.WorstMistakes, images),
            Model = model,
        };
        return Measured(report, job);
    }
}
