using Escala.Data;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Vision.Images;

/// <summary>
/// Mean and deviation of each channel over rows of a set. The sums are exact, so that they have the same bits for any number of threads
/// and ranks, and in any order. Each rank reads its share of the rows.
/// </summary>
internal sealed class ImageStatistics
{
    private readonly ImageSet _set;
    private readonly int[] _rows;
    private readonly CoreTeam _team;
    private readonly ICollective _collective;
    private readonly CancellationToken _cancellationToken;
    private readonly int _channels;
    private readonly int _plane;
    private readonly long _values;

    private ImageStatistics(ImageSet set, int[] rows, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        (_set, _team, _collective, _cancellationToken) = (set, team, collective, cancellationToken);
        _rows = rows[RankShares.Of(rows.Length, collective.Rank, collective.World)];
        _channels = set.Shape.Channels;
        _plane = set.Shape.Height * set.Shape.Width;
        _values = (long)rows.Length * _plane;
    }

    /// <summary>Adds the pixels of one channel of one image to a sum.</summary>
    private delegate void Adding(ref ExactSum sum, Span<float> pixels, int channel);

    /// <summary>Works the normalisation out. To be called by all ranks, with the same rows.</summary>
    /// <param name="set">The set.</param>
    /// <param name="rows">The rows that train, at least one.</param>
    /// <param name="team">Shares the reading.</param>
    /// <param name="collective">Adds over the ranks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">A pixel is NaN or infinite; the message names the row.</exception>
    public static ImageNormalization Of(
        ImageSet set, int[] rows, CoreTeam team, ICollective collective, CancellationToken cancellationToken)
    {
        var statistics = new ImageStatistics(set, rows, team, collective, cancellationToken);
        return set.StoresBytes ? statistics.OfBytes() : statistics.OfNumbers();
    }

    private ImageNormalization OfBytes()
    {
        PixelSums[][] threads = PerThread(_ => default(PixelSums));
        ForEachRow((thread, row) =>
        {
            ReadOnlySpan<byte> pixels = _set.Bytes(row);
            for (int c = 0; c < _channels; c++)
            {
                threads[thread][c].Add(pixels.Slice(c * _plane, _plane));
            }
        });

        var sums = new long[2 * _channels];
        foreach (PixelSums[] thread in threads)
        {
            for (int c = 0; c < _channels; c++)
            {
                sums[c] += thread[c].Sum;
                sums[_channels + c] += thread[c].Squares;
            }
        }

        _collective.Sum(sums);

        // Exact up to the last division, where the variance is a difference of products.
        return Normalization(
            c => (double)sums[c] / _values,
            c => (double)(((Int128)sums[_channels + c] * _values) - ((Int128)sums[c] * sums[c])) / ((double)_values * _values));
    }

    private ImageNormalization OfNumbers()
    {
        float[] bounds = Bounds();
        double[] sums = Totals(
            c => new ExactSum(bounds[c], _values), static (ref ExactSum sum, Span<float> pixels, int _) => sum.AddRange(pixels));
        float[] means = [.. sums.Select(sum => (float)(sum / _values))];

        // Squares of differences, because those of the values themselves would leave nothing of a small deviation far from 0.
        double[] squares = Totals(
            c => new ExactSum(4.0 * bounds[c] * bounds[c], _values),
            (ref ExactSum sum, Span<float> pixels, int c) =>
            {
                for (int i = 0; i < pixels.Length; i++)
                {
                    pixels[i] -= means[c];
                }

                sum.AddSquares(pixels);
            });

        // What the rounding of the mean to float32 has added to each square is taken away again.
        return Normalization(c => sums[c] / _values, c => (squares[c] / _values) - Square((sums[c] / _values) - means[c]));
    }

    private static double Square(double value) => value * value;

    /// <summary>The largest magnitude in each channel.</summary>
    private float[] Bounds()
    {
        float[][] threads = PerThread(_ => 0f);
        ForEachImage((thread, row, pixels) =>
        {
            for (int i = 0; i < pixels.Length; i++)
            {
                float size = Math.Abs(pixels[i]);
                threads[thread][i / _plane] = float.IsFinite(size)
                    ? Math.Max(threads[thread][i / _plane], size)
                    : throw new DatasetException($"Image {row} has a pixel that is {pixels[i]}. Correct the image, or remove it.");
            }
        });

        var bounds = new float[_channels];
        foreach (float[] thread in threads)
        {
            for (int c = 0; c < _channels; c++)
            {
                bounds[c] = Math.Max(bounds[c], thread[c]);
            }
        }

        _collective.Max(bounds);
        return bounds;
    }

    private double[] Totals(Func<int, ExactSum> empty, Adding add)
    {
        ExactSum[][] threads = PerThread(empty);
        ForEachImage((thread, _, pixels) =>
        {
            for (int c = 0; c < _channels; c++)
            {
                add(ref threads[thread][c], pixels.AsSpan(c * _plane, _plane), c);
            }
        });
        return ExactSum.Total(threads, _collective);
    }

    private T[][] PerThread<T>(Func<int, T> make) =>
        [.. Enumerable.Range(0, _team.Threads).Select(_ => Enumerable.Range(0, _channels).Select(make).ToArray())];

    /// <summary>Reads each image of this rank into a buffer of the thread.</summary>
    private void ForEachImage(Action<int, int, float[]> body)
    {
        float[][] buffers = [.. Enumerable.Range(0, _team.Threads).Select(_ => new float[_channels * _plane])];
        ForEachRow((thread, row) =>
        {
            _set.Read(row, buffers[thread]);
            body(thread, row, buffers[thread]);
        });
    }

    private void ForEachRow(Action<int, int> body) => _team.ForEach(_rows.Length, (thread, i) =>
    {
        _cancellationToken.ThrowIfCancellationRequested();
        body(thread, _rows[i]);
    });

    private ImageNormalization Normalization(Func<int, double> mean, Func<int, double> variance) => new()
    {
        Means = [.. Enumerable.Range(0, _channels).Select(mean)],
        Deviations = [.. Enumerable.Range(0, _channels).Select(c => variance(c) is var value && value > 0 ? Math.Sqrt(value) : 1)],
    };
}
