using Escala.Engines;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Vision.Training;

/// <summary>Judges a network by images, each rank by its share of them. All ranks call together.</summary>
/// <param name="network">The network.</param>
/// <param name="loader">Loads its images.</param>
/// <param name="loss">Its loss.</param>
/// <param name="team">This rank's threads.</param>
/// <param name="rank">This rank.</param>
internal sealed class ImageScorer(Network network, BatchLoader loader, LossFunction loss, CoreTeam team, RankContext rank)
{
    private readonly float[] _probabilities = new float[network.OutputShape.Channels];

    /// <summary>The mean loss over images, and the share whose largest output is of their class.</summary>
    /// <param name="rows">The images, at least one; the same on every rank.</param>
    /// <param name="cancellationToken">Checked every mini-batch.</param>
    public (double Loss, double Accuracy) Measure(int[] rows, CancellationToken cancellationToken)
    {
        double[] sums = new double[2];
        ForEachBatch(rows, _ =>
        {
            sums[0] += loss.Compute(loader.Labels, 1);
            for (int i = 0; i < loader.Count; i++)
            {
                ReadOnlySpan<float> outputs = network.Output(i);
                sums[1] += ConfusionCounts.MostProbable(outputs, 0, outputs.Length) == loader.Labels.Span[i] ? 1 : 0;
            }
        }, cancellationToken);
        if (rank.World > 1)
        {
            rank.Collective.Sum(sums);
        }

        return (sums[0] / rows.Length, sums[1] / rows.Length);
    }

    /// <summary>All figures about images.</summary>
    /// <param name="rows">The images, at least one; the same on every rank.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="cancellationToken">Checked every mini-batch.</param>
    public ConvNetEvaluation Evaluate(int[] rows, IReadOnlyList<string> classes, CancellationToken cancellationToken)
    {
        (_, int count) = RankShares.Of(rows.Length, rank.Rank, rank.World).GetOffsetAndLength(rows.Length);
        var scores = new ImageScores(classes, count);
        double[] sum = new double[1];
        ForEachBatch(rows, first =>
        {
            sum[0] += loss.Compute(loader.Labels, 1);
            for (int i = 0; i < loader.Count; i++)
            {
                loss.ToProbabilities(network.Output(i), _probabilities);
                scores.Add(loader.Rows.Span[i], loader.Labels.Span[i], _probabilities);
            }

            scores.KeepWorst();
            rank.Reporter.Report(new PhaseProgress(first + loader.Count, count));
        }, cancellationToken);
        if (rank.World > 1)
        {
            rank.Collective.Sum(sum);
        }

        return scores.Complete(rows.Length, sum[0] / rows.Length, team, rank.Collective, cancellationToken);
    }

    /// <summary>Runs the network over this rank's share of images.</summary>
    /// <param name="rows">The images; the same on every rank.</param>
    /// <param name="body">Called for every mini-batch with the index of its first image in the share.</param>
    /// <param name="cancellationToken">Checked every mini-batch.</param>
    public void ForEachBatch(int[] rows, Action<int> body, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> share = rows.AsSpan(RankShares.Of(rows.Length, rank.Rank, rank.World));
        for (int first = 0; first < share.Length; first += network.Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            loader.Load(share[first..Math.Min(first + network.Batch, share.Length)]);
            network.Forward(loader.Count, isTraining: false);
            body(first);
        }
    }
}
