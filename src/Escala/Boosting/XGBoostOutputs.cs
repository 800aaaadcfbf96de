namespace Escala.Boosting;

/// <summary>What a model gives per row, and how it becomes scores: probabilities, numbers, or scores to rank by.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="ClassCount">The number of classes; 0 where none are learned.</param>
internal sealed record XGBoostOutputs(XGBoostObjective Objective, int ClassCount)
{
    /// <summary>The values that libxgboost predicts per row.</summary>
    public int ValuesPerRow => Objective.Task == XGBoostTask.MultiClass ? ClassCount : 1;

    /// <summary>The scores per row: with two classes the probability of the second, with more that of each; otherwise one.</summary>
    public int ScoresPerRow => ClassCount > 2 ? ClassCount : 1;

    /// <summary>Makes scores of predictions.</summary>
    /// <param name="predictions">Row-major (rows, <see cref="ValuesPerRow"/>).</param>
    /// <param name="scores">Row-major (rows, <see cref="ScoresPerRow"/>).</param>
    public void ToScores(ReadOnlySpan<float> predictions, Span<float> scores)
    {
        if (ValuesPerRow == ScoresPerRow)
        {
            predictions.CopyTo(scores);
        }
        else
        {
            for (int row = 0; row < scores.Length; row++)
            {
                scores[row] = predictions[(2 * row) + 1];
            }
        }

        if (Objective.Name == "binary:logitraw")
        {
            // Margins; the probability is their logistic function.
            foreach (ref float score in scores)
            {
                score = (float)(1 / (1 + Math.Exp(-score)));
            }
        }
    }

    /// <summary>The predicted class: the most probable one, of two the second where its probability is above 0.5.</summary>
    /// <param name="scores">One row's scores.</param>
    public static int ClassOf(ReadOnlySpan<float> scores)
    {
        if (scores.Length == 1)
        {
            return scores[0] > 0.5f ? 1 : 0;
        }

        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    /// <summary>The probability of every class.</summary>
    /// <param name="scores">One row's scores.</param>
    /// <param name="probabilities">One per class.</param>
    public static void ToProbabilities(ReadOnlySpan<float> scores, Span<float> probabilities)
    {
        if (scores.Length == 1)
        {
            (probabilities[0], probabilities[1]) = (1 - scores[0], scores[0]);
        }
        else
        {
            scores.CopyTo(probabilities);
        }
    }
}
