using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>Says how good predictions are, by what is learned.</summary>
/// <param name="outputs">What the model gives per row.</param>
/// <param name="ranks">Who computes.</param>
internal sealed class XGBoostScorer(XGBoostOutputs outputs, MetricRanks ranks)
{
    /// <summary>The scores of rows.</summary>
    public PredictionScores Score(ScoredRows rows) => outputs.Objective.Task switch
    {
        XGBoostTask.Regression => new PredictionScores
        {
            Regression = PredictionEvaluation.Regression(rows.Rows, ranks.Team, ranks.Collective, ranks.CancellationToken),
        },
        XGBoostTask.Ranking => new PredictionScores
        {
            Ranking = PredictionEvaluation.Ranking(rows.Rows, ranks.Team, ranks.Collective, ranks.CancellationToken),
        },
        _ => new PredictionScores
        {
            Classification = PredictionEvaluation.Classification(
                rows.Rows, outputs.ClassCount, ranks.Team, ranks.Collective, ranks.CancellationToken),
        },
    };

    /// <summary>Chooses a threshold on validation rows and applies it to others; null where there are not two classes.</summary>
    public ThresholdScores? Choose(ScoredRows validation, ScoredRows rows)
    {
        if (outputs.ClassCount != 2)
        {
            return null;
        }

        double threshold = PredictionEvaluation.BestThreshold(validation.Rows, ranks.Team, ranks.Collective, ranks.CancellationToken);
        return PredictionEvaluation.AtThreshold(rows.Rows, threshold, ranks.Team, ranks.Collective, ranks.CancellationToken);
    }
}
