using Escala.Data;

namespace Escala.Boosting;

public sealed partial class XGBoostModel
{
    /// <summary>The class of rows in memory: the most probable one; of two the second where its probability is above 0.5.</summary>
    /// <param name="rows">Row-major (rows, features); NaN is missing, a text feature is the index of its category.</param>
    /// <returns>Per row the name of its class.</returns>
    /// <exception cref="InvalidOperationException">The model has no classes.</exception>
    /// <exception cref="DatasetException">The length is not a multiple of the features.</exception>
    public string[] PredictClasses(ReadOnlySpan<float> rows)
    {
        float[] scores = ScoresOfClasses(rows);
        var classes = new string[scores.Length / _outputs.ScoresPerRow];
        for (int row = 0; row < classes.Length; row++)
        {
            classes[row] = Classes[XGBoostOutputs.ClassOf(RowOf(scores, row))];
        }

        return classes;
    }

    /// <summary>The probability of each class for rows in memory.</summary>
    /// <param name="rows">As for <see cref="PredictClasses"/>.</param>
    /// <returns>(rows, classes), 0 to 1.</returns>
    /// <exception cref="InvalidOperationException">The model has no classes.</exception>
    /// <exception cref="DatasetException">The length is not a multiple of the features.</exception>
    public float[,] PredictProbabilities(ReadOnlySpan<float> rows)
    {
        float[] scores = ScoresOfClasses(rows);
        var probabilities = new float[scores.Length / _outputs.ScoresPerRow, Classes.Count];
        Span<float> own = new float[Classes.Count];
        for (int row = 0; row < probabilities.GetLength(0); row++)
        {
            XGBoostOutputs.ToProbabilities(RowOf(scores, row), own);
            for (int i = 0; i < own.Length; i++)
            {
                probabilities[row, i] = own[i];
            }
        }

        return probabilities;
    }

    /// <summary>What a regression predicts of rows in memory, in the unit of the target; of a ranking, scores, higher first.</summary>
    /// <param name="rows">As for <see cref="PredictClasses"/>.</param>
    /// <returns>One value per row.</returns>
    /// <exception cref="InvalidOperationException">The model has classes.</exception>
    /// <exception cref="DatasetException">The length is not a multiple of the features.</exception>
    public float[] PredictValues(ReadOnlySpan<float> rows) =>
        Classes.Count == 0
            ? Scores(rows)
            : throw new InvalidOperationException("A model of classes predicts no values. Call PredictClasses or PredictProbabilities.");

    private float[] ScoresOfClasses(ReadOnlySpan<float> rows) =>
        Classes.Count > 0
            ? Scores(rows)
            : throw new InvalidOperationException("This model has no classes. Call PredictValues.");

    private float[] Scores(ReadOnlySpan<float> rows)
    {
        if (rows.Length % Features.Count != 0)
        {
            throw new DatasetException(
                $"The rows must be whole, of {Features.Count} features each, but there are {rows.Length} values. Pass them row by row.");
        }

        if (rows.IsEmpty)
        {
            return [];
        }

        var scores = new float[rows.Length / Features.Count * _outputs.ScoresPerRow];
        lock (_gate)
        {
            _outputs.ToScores(_predictor.Predict(rows), scores);
        }

        return scores;
    }

    private ReadOnlySpan<float> RowOf(float[] scores, int row) => scores.AsSpan(row * _outputs.ScoresPerRow, _outputs.ScoresPerRow);
}
