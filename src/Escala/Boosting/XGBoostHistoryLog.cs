using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>The metrics of the rounds so far, and which round was the best.</summary>
internal sealed class XGBoostHistoryLog
{
    private readonly IReadOnlyList<IEvaluationMetric> _metrics;
    private readonly MetricRanks _ranks;
    private readonly List<double>[] _training;
    private readonly List<double>[] _validation;

    /// <summary>Creates a log, with the rounds of an interrupted training where it is resumed.</summary>
    /// <param name="metrics">The metrics; the last one judges.</param>
    /// <param name="earlier">The history of the rounds before; empty where there are none.</param>
    /// <param name="ranks">Who computes the metrics.</param>
    public XGBoostHistoryLog(IReadOnlyList<IEvaluationMetric> metrics, IReadOnlyList<XGBoostHistory> earlier, MetricRanks ranks)
    {
        _metrics = metrics;
        _ranks = ranks;
        _training = [.. metrics.Select((_, i) => earlier.Count == 0 ? new List<double>() : [.. earlier[i].Training])];
        _validation = [.. metrics.Select((_, i) => earlier.Count == 0 ? new List<double>() : [.. earlier[i].Validation])];
    }

    /// <summary>The last metric on the validation rows after the last round; null where there is none.</summary>
    public double? Latest => _metrics.Count == 0 || _validation[^1].Count == 0 ? null : _validation[^1][^1];

    /// <summary>The 0-based round with the best value of the last metric on the validation rows; of equal ones the first.</summary>
    public int BestRound
    {
        get
        {
            List<double> values = _validation[^1];
            int best = 0;
            for (int round = 1; round < values.Count; round++)
            {
                best = IsBetter(values[round], values[best]) ? round : best;
            }

            return best;
        }
    }

    /// <summary>The rounds since the best one.</summary>
    public int RoundsWithoutGain => _validation[^1].Count - 1 - BestRound;

    /// <summary>Adds a round.</summary>
    /// <param name="training">The training rows with what is predicted for them.</param>
    /// <param name="validation">The validation rows.</param>
    public void Add(ScoredRows training, ScoredRows validation)
    {
        foreach ((int i, IEvaluationMetric metric) in _metrics.Index())
        {
            _training[i].Add(metric.Evaluate(training.ForMetric(_ranks.Team), _ranks.Collective));
            _validation[i].Add(metric.Evaluate(validation.ForMetric(_ranks.Team), _ranks.Collective));
        }
    }

    /// <summary>The history as results have it.</summary>
    public IReadOnlyList<XGBoostHistory> ToHistory() =>
    [
        .. _metrics.Select((metric, i) => new XGBoostHistory
        {
            Metric = metric.Name,
            IsHigherBetter = metric.IsHigherBetter,
            Training = [.. _training[i]],
            Validation = [.. _validation[i]],
        }),
    ];

    /// <summary>Whether a value is better than another; where that one is not defined, every other is.</summary>
    private bool IsBetter(double value, double than) =>
        (double.IsNaN(than) && !double.IsNaN(value)) || (_metrics[^1].IsHigherBetter ? value > than : value < than);
}
