using Escala.LibXGBoost;

namespace Escala.Boosting;

/// <summary>A part's rows as a matrix of libxgboost, and what is known of them.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Labels">The labels; indices where classes are learned.</param>
/// <param name="Weights">The weights; empty when every row weighs 1.</param>
/// <param name="GroupSizes">The rows of each group, in order; empty where there are no groups.</param>
internal sealed record PartMatrix(DMatrix Matrix, float[] Labels, float[] Weights, uint[] GroupSizes) : IDisposable
{
    /// <summary>Room for what is predicted for the rows.</summary>
    public ScoredRows NewScores(XGBoostOutputs outputs) => new(outputs, Labels, Weights, GroupSizes);

    /// <summary>Predicts the rows. Where the booster trains on the matrix, this costs no more than a copy.</summary>
    public void Predict(Booster booster, ScoredRows scores)
    {
        scores.Clear();
        if (Labels.Length == 0)
        {
            return;
        }

        scores.Append(booster.Predict(Matrix, PredictionKind.Value).Values);
    }

    /// <inheritdoc/>
    public void Dispose() => Matrix.Dispose();
}
