namespace Escala.Data;

/// <summary>
/// Finds for each row the first one of its group, in blocks that follow one another. The rows of a group stand together.
/// </summary>
internal sealed class GroupStarts
{
    private float _group = float.NaN;
    private long _first;
    private long[] _starts = [];

    /// <summary>The global number of the first row of each row's group, first among the rows that are used.</summary>
    /// <param name="block">The next block, whose rows have groups.</param>
    /// <returns>One number per row, until the next call.</returns>
    public long[] Of(Block block)
    {
        if (_starts.Length < block.RowCount)
        {
            _starts = new long[block.RowCount];
        }

        ReadOnlySpan<float> groups = block.Groups[..block.RowCount];
        ReadOnlySpan<long> numbers = block.RowNumbers;
        for (int row = 0; row < groups.Length; row++)
        {
            if (groups[row] != _group)
            {
                _group = groups[row];
                _first = numbers[row];
            }

            _starts[row] = _first;
        }

        return _starts;
    }
}
