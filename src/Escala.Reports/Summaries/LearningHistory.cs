using Escala.Boosting;
using Escala.Reports.Results;
using Escala.Vision;

namespace Escala.Reports.Summaries;

/// <summary>A figure after each round of XGBoost or each epoch of a network.</summary>
internal sealed record LearningHistory
{
    /// <summary>What it is called: XGBoost's word, or what JSON calls the score of a network.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether higher values are the better ones.</summary>
    public required bool IsHigherBetter { get; init; }

    /// <summary>Its values on what trains; empty where it was not measured there.</summary>
    public required IReadOnlyList<double> Training { get; init; }

    /// <summary>Its values on what validates; empty where nothing does.</summary>
    public required IReadOnlyList<double> Validation { get; init; }

    /// <summary>The values that tell which round is the best: those of what validates, where there are such.</summary>
    public IReadOnlyList<double> Decisive => Validation.Count > 0 ? Validation : Training;

    /// <summary>The 0-based round with the best finite value of <see cref="Decisive"/>, the first one of equals; there must be one.</summary>
    public int Best => Enumerable.Range(0, Decisive.Count)
        .Where(round => double.IsFinite(Decisive[round]))
        .MaxBy(round => IsHigherBetter ? Decisive[round] : -Decisive[round]);

    /// <summary>What a fit kept of its rounds or epochs; none for an algorithm that has neither.</summary>
    /// <param name="fit">The fit.</param>
    public static IReadOnlyList<LearningHistory> Of(FitReport fit) => fit switch
    {
        XGBoostFitReport xgboost => [.. xgboost.History.Select(Of)],
        ConvNetFitReport { History: { Count: > 0 } epochs } => Of(epochs),
        _ => [],
    };

    private static LearningHistory Of(XGBoostHistory history) => new()
    {
        Metric = history.Metric,
        IsHigherBetter = history.IsHigherBetter,
        Training = history.Training,
        Validation = history.Validation,
    };

    private static LearningHistory[] Of(IReadOnlyList<ConvNetEpoch> epochs)
    {
        var loss = new LearningHistory
        {
            Metric = ConvNetMetricsReport.LossKey,
            IsHigherBetter = false,
            Training = [.. epochs.Select(epoch => epoch.TrainingLoss)],
            Validation = [.. epochs.Select(epoch => epoch.ValidationLoss).OfType<double>()],
        };
        var accuracy = new LearningHistory
        {
            Metric = XGBoostMetricsReport.AccuracyKey,
            IsHigherBetter = true,
            Training = [],
            Validation = [.. epochs.Select(epoch => epoch.ValidationAccuracy).OfType<double>()],
        };
        return accuracy.Validation.Count > 0 ? [loss, accuracy] : [loss];
    }
}
