using Escala.Data;

namespace Escala.Boosting;

/// <summary>
/// Gathers rows in large blocks, so that libxgboost is called few times, and the rows that a split took out of a block leave no hole.
/// </summary>
internal sealed class RowGatherer : IDisposable
{
    /// <summary>
    /// The values of a block: each block costs libxgboost some time in each of its four passes, and what is not filled of the last one is
    /// never touched, so it takes no memory.
    /// </summary>
    public const int BlockValues = 1 << 24;

    private readonly List<Block> _blocks = [];

    /// <summary>The blocks so far, in the order of the rows.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>The number of rows.</summary>
    public long RowCount => _blocks.Sum(block => (long)block.RowCount);

    /// <summary>Appends a block's rows.</summary>
    /// <param name="block">The rows, which are copied.</param>
    public void Append(Block block)
    {
        int from = 0;
        while (from < block.RowCount)
        {
            if (_blocks.Count == 0 || _blocks[^1].RowCount == _blocks[^1].Capacity)
            {
                _blocks.Add(EmptyLike(block));
            }

            Block last = _blocks[^1];
            int count = Math.Min(block.RowCount - from, last.Capacity - last.RowCount);
            int to = last.RowCount;
            last.RowCount += count;
            block.CopyRows(from, count, last, to);
            from += count;
        }
    }

    /// <summary>Sees to it that there is a block, if only one without rows.</summary>
    /// <param name="features">The number of features.</param>
    public void RequireBlock(int features)
    {
        if (_blocks.Count == 0)
        {
            _blocks.Add(new Block(1, features, hasLabels: true));
        }
    }

    /// <summary>All rows' labels, in order.</summary>
    public float[] CopyLabels() => Copy(block => block.Labels);

    /// <summary>All rows' weights, in order; empty when every row weighs 1.</summary>
    public float[] CopyWeights() => Copy(block => block.Weights);

    /// <summary>How many consecutive rows each group has; empty where there are no groups.</summary>
    public uint[] GroupSizes()
    {
        float[] groups = Copy(block => block.Groups);
        List<uint> sizes = [];
        for (int row = 0; row < groups.Length; row++)
        {
            if (row == 0 || groups[row] != groups[row - 1])
            {
                sizes.Add(0);
            }

            sizes[^1]++;
        }

        return [.. sizes];
    }

    /// <summary>Frees the blocks.</summary>
    public void Clear()
    {
        _blocks.ForEach(block => block.Dispose());
        _blocks.Clear();
    }

    /// <summary>Takes out the first block, which the caller then owns; null when there is none.</summary>
    public Block? TakeFirst()
    {
        if (_blocks.Count == 0)
        {
            return null;
        }

        Block first = _blocks[0];
        _blocks.RemoveAt(0);
        return first;
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private delegate Span<float> Column(Block block);

    private float[] Copy(Column column)
    {
        if (_blocks.Count == 0 || column(_blocks[0]).IsEmpty)
        {
            return [];
        }

        var all = new float[RowCount];
        int at = 0;
        foreach (Block block in _blocks)
        {
            column(block)[..block.RowCount].CopyTo(all.AsSpan(at));
            at += block.RowCount;
        }

        return all;
    }

    /// <summary>An empty one. A few passes go over its rows, and what comes after has another form.</summary>
    private static Block EmptyLike(Block block) => new(
        Math.Max(block.RowCount, BlockValues / block.FeatureCount),
        block.FeatureCount,
        !block.Labels.IsEmpty,
        !block.Weights.IsEmpty,
        !block.Groups.IsEmpty,
        memory: null,
        hugePages: false);
}
