using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Engines;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Vision.Training;

/// <summary>Gathers what was predicted for this rank's share of images, and makes figures of it over all ranks.</summary>
internal sealed class ImageScores
{
    private const int MostMistakes = 20;

    private readonly IReadOnlyList<string> _classes;
    private readonly int _outputs;
    private readonly float[] _labels;
    private readonly float[] _scores;
    private List<ConvNetMistake> _mistakes = [];
    private int _count;

    /// <summary>Creates it empty.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="count">The images of this rank.</param>
    public ImageScores(IReadOnlyList<string> classes, int count)
    {
        _classes = classes;
        _outputs = classes.Count == 2 ? 1 : classes.Count;
        _labels = GC.AllocateUninitializedArray<float>(count, pinned: true);
        _scores = GC.AllocateUninitializedArray<float>(checked(count * _outputs), pinned: true);
    }

    /// <summary>Adds an image: of two classes the probability of the second counts, of more all.</summary>
    /// <param name="row">Its row number.</param>
    /// <param name="truth">Its class.</param>
    /// <param name="probabilities">One per class.</param>
    public void Add(long row, int truth, ReadOnlySpan<float> probabilities)
    {
        _labels[_count] = truth;
        if (_outputs == 1)
        {
            _scores[_count] = probabilities[1];
        }
        else
        {
            probabilities.CopyTo(_scores.AsSpan(_count * _outputs));
        }

        _count++;
        int predicted = ConfusionCounts.MostProbable(probabilities, 0, probabilities.Length);
        if (predicted != truth)
        {
            _mistakes.Add(new ConvNetMistake(row, truth, predicted, probabilities[predicted], probabilities[truth]));
        }
    }

    /// <summary>Forgets all but the worst mistakes; to be called now and then.</summary>
    public void KeepWorst()
    {
        _mistakes.Sort((a, b) => (b.Probability, a.Row).CompareTo((a.Probability, b.Row)));
        if (_mistakes.Count > MostMistakes)
        {
            _mistakes.RemoveRange(MostMistakes, _mistakes.Count - MostMistakes);
        }
    }

    /// <summary>The figures. All ranks call together, when they have added all.</summary>
    /// <param name="images">The images of all ranks.</param>
    /// <param name="loss">The mean loss over them.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="collective">The ranks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public unsafe ConvNetEvaluation Complete(
        int images, double loss, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        KeepWorst();
        if (collective.World > 1)
        {
            ConvNetMistake[][] all = collective.Gather<ConvNetMistake>(CollectionsMarshal.AsSpan(_mistakes));
            _mistakes = [.. all.SelectMany(part => part)];
            KeepWorst();
        }

        var predicted = new PredictedRows(
            _count,
            _outputs,
            (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_labels)),
            (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_scores)));
        ClassificationScores figures = PredictionEvaluation.Classification(predicted, _classes.Count, team, collective, cancellationToken);
        GC.KeepAlive(_labels);
        GC.KeepAlive(_scores);
        return new ConvNetEvaluation { Images = images, Classes = _classes, Loss = loss, Scores = figures, WorstMistakes = _mistakes };
    }
}
