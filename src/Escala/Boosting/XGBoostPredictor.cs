using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Data;
using Escala.LibXGBoost;

namespace Escala.Boosting;

/// <summary>Applies trees to rows as they lie in memory. One thread at a time may use it.</summary>
/// <param name="booster">The trees; the caller keeps them.</param>
/// <param name="features">The features, in the order of the values.</param>
/// <param name="missing">The value that means "missing" beside NaN; NaN for none.</param>
/// <param name="threads">The threads of libxgboost.</param>
internal sealed unsafe class XGBoostPredictor(Booster booster, IReadOnlyList<DataColumn> features, float missing, int threads)
{
    /// <summary>What libxgboost predicts, row-major (rows, values); valid until the next call.</summary>
    /// <param name="rows">The rows.</param>
    public ReadOnlySpan<float> Predict(Block rows) => Predict(rows.Values[..(rows.RowCount * rows.FeatureCount)]);

    /// <summary>The same for rows of a caller.</summary>
    /// <param name="values">Row-major (rows, features), at least one row.</param>
    public ReadOnlySpan<float> Predict(ReadOnlySpan<float> values)
    {
        fixed (float* first = values)
        {
            return booster.PredictDense(first, values.Length / features.Count, features.Count, missing, PredictionKind.Value).Values;
        }
    }

    /// <summary>Predicts rows whose labels are known.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">How predictions become scores.</param>
    /// <param name="cancellationToken">Ends it between blocks.</param>
    public ScoredRows Predict(RowGatherer rows, XGBoostOutputs outputs, CancellationToken cancellationToken)
    {
        var scores = new ScoredRows(outputs, rows.CopyLabels(), rows.CopyWeights(), rows.GroupSizes());
        foreach (Block block in rows.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores.Append(Predict(block));
        }

        return scores;
    }

    /// <summary>
    /// What each feature contributes to each row's margin, row-major (rows, classes, features + 1), the base's part last; valid until
    /// the next call.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="first">The first one to explain.</param>
    /// <param name="count">How many, at least one.</param>
    public ReadOnlySpan<float> Explain(Block rows, int first, int count)
    {
        float* values = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(rows.Row(first)));
        using DMatrix matrix = DMatrix.Dense(values, count, features.Count, missing, threads);
        matrix.SetFeatureNames([.. features.Select(feature => feature.Name)]);
        matrix.SetFeatureTypes(FeatureTypes.Of(features));
        return booster.Predict(matrix, PredictionKind.Contributions).Values;
    }
}
