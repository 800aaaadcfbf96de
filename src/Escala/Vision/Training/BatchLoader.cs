using Escala.Numerics;
using Escala.Vision.Batches;
using Escala.Vision.Images;

namespace Escala.Vision.Training;

/// <summary>
/// Writes the images of a mini-batch into a network, on all threads of the team, and keeps their labels and row numbers. It takes less than a
/// hundredth of a step, so that it is done before the step and not beside it. Nothing is allocated per mini-batch.
/// </summary>
internal sealed class BatchLoader
{
    private readonly ImageSet _set;
    private readonly NormalizedImages _images;
    private readonly Augmentation _augmentation;
    private readonly Network _network;
    private readonly CoreTeam _team;
    private readonly int _imageLength;
    private readonly long[] _rows;
    private readonly int[] _labels;
    private readonly int[]? _classes;
    private readonly Action<int> _write;
    private bool _isAugmented;
    private int _epoch;

    /// <summary>Creates the loader.</summary>
    /// <param name="set">The images.</param>
    /// <param name="normalization">What pixels become.</param>
    /// <param name="options">The options of the training.</param>
    /// <param name="network">The network.</param>
    /// <param name="team">The threads.</param>
    /// <param name="classes">The network's class of each label; null where they are the same.</param>
    /// <exception cref="InvalidOptionsException">The images are not of the network's shape.</exception>
    public BatchLoader(
        ImageSet set, ImageNormalization normalization, ConvNetOptions options, Network network, CoreTeam team, int[]? classes = null)
    {
        (_set, _network, _team, _classes) = (set, network, team, classes);
        ImageShape input = options.Network.Input;
        _augmentation = new Augmentation(options.Augmentation, options.Seed, set.Shape, input);
        _images = new NormalizedImages(set, normalization, input);
        _imageLength = (int)input.Count;
        _rows = new long[network.Batch];
        _labels = new int[network.Batch];
        _write = Write;
    }

    /// <summary>The images of the mini-batch.</summary>
    public int Count { get; private set; }

    /// <summary>Their row numbers.</summary>
    public ReadOnlyMemory<long> Rows => _rows.AsMemory(0, Count);

    /// <summary>Their classes.</summary>
    public ReadOnlyMemory<int> Labels => _labels.AsMemory(0, Count);

    /// <summary>Loads images that train.</summary>
    /// <param name="rows">The rows of the training part.</param>
    /// <param name="epoch">The 0-based epoch.</param>
    /// <param name="order">Its order.</param>
    /// <param name="places">Places in the order, at most the network's mini-batch.</param>
    public void LoadTraining(int[] rows, int epoch, in EpochOrder order, Range places)
    {
        (int first, Count) = places.GetOffsetAndLength(order.Count);
        for (int i = 0; i < Count; i++)
        {
            Take(i, rows[order.At(first + i)]);
        }

        (_isAugmented, _epoch) = (true, epoch);
        _team.Run(_write);
    }

    /// <summary>Loads images that are judged, as they are.</summary>
    /// <param name="rows">At most as many as the network's mini-batch.</param>
    public void Load(ReadOnlySpan<int> rows)
    {
        Count = rows.Length;
        for (int i = 0; i < Count; i++)
        {
            Take(i, rows[i]);
        }

        _isAugmented = false;
        _team.Run(_write);
    }

    private void Take(int index, int row)
    {
        int label = _set.Labels.IsEmpty ? -1 : _set.Labels[row];
        _rows[index] = row;
        _labels[index] = _classes is null || label < 0 ? label : _classes[label];
    }

    private void Write(int thread)
    {
        Span<float> input = _network.Input;
        int end = (int)((long)Count * (thread + 1) / _team.Threads);
        for (int i = (int)((long)Count * thread / _team.Threads); i < end; i++)
        {
            ImagePlacement placement = _isAugmented ? _augmentation.At(_epoch, _rows[i]) : _augmentation.Middle;
            _images.Write((int)_rows[i], placement, input.Slice(i * _imageLength, _imageLength));
        }
    }
}
