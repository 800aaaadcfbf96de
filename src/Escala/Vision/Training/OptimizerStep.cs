using Escala.Engines;
using Escala.Numerics;
using Escala.Vision.Optimizers;

namespace Escala.Vision.Training;

/// <summary>
/// Moves the parameters of a network by their gradients, added up over the ranks, on all threads of the team; the bits do not depend on how many
/// threads there are. Where the collective gives each rank a share of the sums, a rank moves that share of the parameters and gets the others', so
/// that it remembers what the optimiser must for its share only. Nothing is allocated per step.
/// </summary>
internal sealed class OptimizerStep
{
    /// <summary>Threads share parameters in whole cache lines.</summary>
    private const int Line = 16;

    /// <summary>The parameters whose squares are added up by themselves: few enough for many threads, many enough for a loop.</summary>
    private const int ChunkLength = 1 << 14;

    private readonly Network _network;
    private readonly CoreTeam _team;
    private readonly ICollective _collective;
    private readonly double? _maxNorm;
    private readonly double[] _squares;
    private readonly double[] _squaresOfRanks;
    private readonly Action<int> _update;
    private readonly Action<int> _addSquares;
    private Range _share;
    private float _scale;

    /// <summary>Creates the step.</summary>
    /// <param name="optimizer">The optimiser, for as many numbers as the network's parameters take in memory.</param>
    /// <param name="network">The network.</param>
    /// <param name="maxNorm">The largest norm of all gradients; null for any.</param>
    /// <param name="team">The threads.</param>
    /// <param name="collective">The ranks, all of which take the same steps.</param>
    public OptimizerStep(Optimizer optimizer, Network network, double? maxNorm, CoreTeam team, ICollective collective)
    {
        (Optimizer, _network, _maxNorm, _team, _collective) = (optimizer, network, maxNorm, team, collective);
        _share = ..optimizer.Count;
        _squares = new double[(optimizer.Count + ChunkLength - 1) / ChunkLength];
        _squaresOfRanks = new double[collective.World];
        _update = Update;
        _addSquares = AddSquares;
    }

    /// <summary>The optimiser.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Takes a step.</summary>
    /// <param name="learningRate">Its learning rate.</param>
    /// <returns>Whether the gradients are numbers; where they are to be clipped and are not, no parameter has moved.</returns>
    public bool TryTake(double learningRate)
    {
        _share = _collective.ReduceScatter(_network.Gradients);
        if (_maxNorm is null)
        {
            _scale = 1;
        }
        else
        {
            double norm = Norm();
            if (!double.IsFinite(norm))
            {
                return false;
            }

            _scale = GradientNorm.Scale(norm, _maxNorm);
        }

        Optimizer.BeginStep(learningRate);
        _team.Run(_update);
        _collective.AllGather(_network.Values, _share);
        return true;
    }

    /// <summary>Gives every rank all of what the optimiser remembers. All ranks call it.</summary>
    public void GatherSlots()
    {
        foreach (OptimizerSlot slot in Optimizer.Slots)
        {
            _collective.AllGather(slot.Values, _share);
        }
    }

    private double Norm()
    {
        Array.Clear(_squares);
        _team.Run(_addSquares);
        double sum = Sum(_squares);
        if (_network.Gradients[_share].Length < Optimizer.Count)
        {
            Array.Clear(_squaresOfRanks);
            _squaresOfRanks[_collective.Rank] = sum;
            _collective.Sum(_squaresOfRanks);
            sum = Sum(_squaresOfRanks);
        }

        return Math.Sqrt(sum);
    }

    private static double Sum(double[] squares)
    {
        double sum = 0;
        foreach (double square in squares)
        {
            sum += square;
        }

        return sum;
    }

    private void AddSquares(int thread)
    {
        ReadOnlySpan<float> gradients = _network.Gradients[_share];
        int chunks = (gradients.Length + ChunkLength - 1) / ChunkLength;
        int end = (int)((long)chunks * (thread + 1) / _team.Threads);
        for (int chunk = (int)((long)chunks * thread / _team.Threads); chunk < end; chunk++)
        {
            int first = chunk * ChunkLength;
            _squares[chunk] = GradientNorm.SumOfSquares(gradients[first..Math.Min(first + ChunkLength, gradients.Length)]);
        }
    }

    private void Update(int thread)
    {
        (int start, int count) = _share.GetOffsetAndLength(Optimizer.Count);
        int first = First(thread, count);
        int length = First(thread + 1, count) - first;
        Optimizer.Update(
            _network.Values.Slice(start + first, length), _network.Gradients.Slice(start + first, length), start + first, _scale);
    }

    private int First(int thread, int count) =>
        thread == _team.Threads ? count : (int)((long)(count / Line) * thread / _team.Threads) * Line;
}
