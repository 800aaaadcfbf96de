using Escala.Numerics;
using Escala.Vision.Optimizers;

namespace Escala.Vision.Training;

/// <summary>
/// Moves the parameters of a network by their gradients on all threads of the team; the bits do not depend on how many there are.
/// Nothing is allocated per step.
/// </summary>
internal sealed class OptimizerStep
{
    /// <summary>Threads share parameters in whole cache lines.</summary>
    private const int Line = 16;

    /// <summary>The parameters whose squares are added up by themselves: few enough for many threads, many enough for a loop.</summary>
    private const int ChunkLength = 1 << 14;

    private readonly Network _network;
    private readonly CoreTeam _team;
    private readonly double? _maxNorm;
    private readonly double[] _squares;
    private readonly Action<int> _update;
    private readonly Action<int> _addSquares;
    private float _scale;

    /// <summary>Creates the step.</summary>
    /// <param name="optimizer">The optimiser, for as many numbers as the network's parameters take in memory.</param>
    /// <param name="network">The network.</param>
    /// <param name="maxNorm">The largest norm of all gradients; null for any.</param>
    /// <param name="team">The threads.</param>
    public OptimizerStep(Optimizer optimizer, Network network, double? maxNorm, CoreTeam team)
    {
        (Optimizer, _network, _maxNorm, _team) = (optimizer, network, maxNorm, team);
        _squares = new double[(optimizer.Count + ChunkLength - 1) / ChunkLength];
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
        return true;
    }

    private double Norm()
    {
        _team.Run(_addSquares);
        double sum = 0;
        foreach (double squares in _squares)
        {
            sum += squares;
        }

        return Math.Sqrt(sum);
    }

    private void AddSquares(int thread)
    {
        ReadOnlySpan<float> gradients = _network.Gradients;
        int end = (int)((long)_squares.Length * (thread + 1) / _team.Threads);
        for (int chunk = (int)((long)_squares.Length * thread / _team.Threads); chunk < end; chunk++)
        {
            int first = chunk * ChunkLength;
            _squares[chunk] = GradientNorm.SumOfSquares(gradients[first..Math.Min(first + ChunkLength, gradients.Length)]);
        }
    }

    private void Update(int thread)
    {
        int first = First(thread);
        int count = First(thread + 1) - first;
        Optimizer.Update(_network.Values.Slice(first, count), _network.Gradients.Slice(first, count), first, _scale);
    }

    private int First(int thread) =>
        thread == _team.Threads ? Optimizer.Count : (int)((long)(Optimizer.Count / Line) * thread / _team.Threads) * Line;
}
