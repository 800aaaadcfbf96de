namespace Escala.Vision.Layers;

/// <summary>What is summed over pixels, images, threads and ranks.</summary>
internal sealed unsafe partial class BatchNormalizationLayer
{
    private double[][] NewSums(int threads) => [.. Enumerable.Range(0, threads).Select(_ => new double[_channels])];

    private static double Total(double[][] sums, int channel)
    {
        double total = 0;
        foreach (double[] part in sums)
        {
            total += part[channel];
        }

        return total;
    }

    private void TakeStatistics()
    {
        double count = (double)Context.Images * _pixels;
        Context.Team.Run(_sum);
        for (int channel = 0; channel < _channels; channel++)
        {
            _exchanged[channel] = Total(_sums, channel);
            Mean[channel] = (float)(_exchanged[channel] / Math.Max(1, count));
        }

        Context.Team.Run(_sumSquares);
        for (int channel = 0; channel < _channels; channel++)
        {
            _exchanged[_channels + channel] = Total(_sums, channel);
        }

        _count = count;
        if (Context.SumOverRanks is { } sumOverRanks)
        {
            PutTogether(sumOverRanks);
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            double squares = _exchanged[_channels + channel];
            Mean[channel] = (float)(_exchanged[channel] / _count);
            InverseDeviation[channel] = (float)(1 / Math.Sqrt((squares / _count) + _epsilon));
            _runningMean.Values[channel] = (float)(((1 - _momentum) * _runningMean.Values[channel]) + (_momentum * Mean[channel]));
            _runningVariance.Values[channel] =
                (float)(((1 - _momentum) * _runningVariance.Values[channel]) + (_momentum * squares / Math.Max(1, _count - 1)));
        }
    }

    /// <summary>Makes of this rank's sums, and sums of squares about its own means, those of all ranks about the common means.</summary>
    private void PutTogether(RankSum sumOverRanks)
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            _exchanged[_channels + channel] += _exchanged[channel] * _exchanged[channel] / Math.Max(1, _count);
        }

        _exchanged[^1] = _count;
        sumOverRanks(_exchanged);
        _count = _exchanged[^1];
        for (int channel = 0; channel < _channels; channel++)
        {
            // Rounding must not make a variance negative.
            double aboutZero = _exchanged[channel] * _exchanged[channel] / _count;
            _exchanged[_channels + channel] = Math.Max(0, _exchanged[_channels + channel] - aboutZero);
        }
    }

    private void SumOnThread(int thread)
    {
        double[] sums = _sums[thread];
        Array.Clear(sums);
        float* part = stackalloc float[Block];
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            _planes.Sum(Memory.Input + (plane * _pixels * Block), _pixels, part);
            Add(part, sums, ChannelOf(plane));
        }
    }

    private void SumSquaresOnThread(int thread)
    {
        double[] sums = _sums[thread];
        Array.Clear(sums);
        float* part = stackalloc float[Block];
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            float* x = Memory.Input + (plane * _pixels * Block);
            float* mean = Mean + ChannelOf(plane);
            _planes.SumProducts(x, mean, x, mean, _pixels, part);
            Add(part, sums, ChannelOf(plane));
        }
    }

    private void SumGradientsOnThread(int thread)
    {
        double[] sums = _sums[thread], products = _otherSums[thread];
        Array.Clear(sums);
        Array.Clear(products);
        float* part = stackalloc float[Block];
        (nint first, nint end) = PlanesOf(thread);
        for (nint plane = first; plane < end; plane++)
        {
            int channel = ChannelOf(plane);
            nint place = plane * _pixels * Block;
            _planes.Sum(Memory.OutputGradient + place, _pixels, part);
            Add(part, sums, channel);
            _planes.SumProducts(
                Memory.Input + place, Mean + channel, Memory.OutputGradient + place, Zeros + channel, _pixels, part);
            Add(part, products, channel);
        }
    }

    private static void Add(float* part, double[] sums, int channel)
    {
        for (int lane = 0; lane < Block; lane++)
        {
            sums[channel + lane] += part[lane];
        }
    }
}
