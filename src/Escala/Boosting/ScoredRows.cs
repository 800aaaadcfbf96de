using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>What is predicted for the rows of a part, beside what is true of them, in memory that does not move.</summary>
internal sealed unsafe class ScoredRows
{
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly int[] _groupSizes;
    private readonly float[] _scores;
    private readonly XGBoostOutputs _outputs;
    private int _filled;

    /// <summary>Reserves memory for the predictions.</summary>
    /// <param name="outputs">What the model gives per row.</param>
    /// <param name="labels">The labels; indices where classes are learned.</param>
    /// <param name="weights">The weights; empty when every row weighs 1.</param>
    /// <param name="groupSizes">The rows of each group, in order; empty where there are no groups.</param>
    public ScoredRows(XGBoostOutputs outputs, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, ReadOnlySpan<uint> groupSizes)
    {
        _outputs = outputs;
        _labels = Pinned(labels);
        _weights = Pinned(weights);
        _groupSizes = Pinned(MemoryMarshal.Cast<uint, int>(groupSizes));
        _scores = GC.AllocateUninitializedArray<float>(checked(labels.Length * outputs.ScoresPerRow), pinned: true);
    }

    /// <summary>The rows as metrics take them; they are those of this object, and live as long.</summary>
    public PredictedRows Rows => new(_labels.Length, _outputs.ScoresPerRow, Pointer(_labels), Pointer(_scores))
    {
        Weights = Pointer(_weights),
        GroupSizes = Pointer(_groupSizes),
        GroupCount = _groupSizes.Length,
    };

    /// <summary>The rows as metrics of rounds take them.</summary>
    /// <param name="team">The threads that compute.</param>
    public EvaluationRows ForMetric(CoreTeam team) => new(_labels, _scores, _weights, _groupSizes, _outputs.ScoresPerRow, team);

    /// <summary>Begins anew.</summary>
    public void Clear() => _filled = 0;

    /// <summary>Takes what was predicted for the next rows.</summary>
    /// <param name="predictions">What libxgboost predicted, row-major.</param>
    public void Append(ReadOnlySpan<float> predictions)
    {
        int count = predictions.Length / _outputs.ValuesPerRow * _outputs.ScoresPerRow;
        _outputs.ToScores(predictions, _scores.AsSpan(_filled, count));
        _filled += count;
    }

    private static T[] Pinned<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        T[] pinned = GC.AllocateUninitializedArray<T>(values.Length, pinned: true);
        values.CopyTo(pinned);
        return pinned;
    }

    private static T* Pointer<T>(T[] pinned)
        where T : unmanaged =>
        pinned.Length == 0 ? null : (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
