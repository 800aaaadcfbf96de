using System.Runtime.CompilerServices;

namespace Escala.Data;

/// <summary>Separates training, validation and test rows.</summary>
public static class RowSplit
{
    /// <summary>
    /// Splits blocks by <see cref="RowSelection.PartOf"/>. Training rows stay in the block they came in, which may then be less
    /// than full; those of a further part are gathered into blocks of their own, so that the extra memory is one block per further
    /// part. Rows of a group stay together, wherever blocks end. The order within each part is that of the rows. Where no further part is asked for, blocks are handed on untouched.
    /// </summary>
    /// <param name="blocks">The blocks, which the split takes over: each is handed on or disposed.</param>
    /// <param name="selection">Which rows are of which part.</param>
    /// <returns>Blocks of at least one row, which the caller disposes.</returns>
    public static IEnumerable<SplitBlock> Partition(IEnumerable<Block> blocks, RowSelection selection)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(selection);
        return selection.HasParts ? Split(blocks, selection) : blocks.Select(block => new SplitBlock(block, RowPart.Training));
    }

    private static IEnumerable<SplitBlock> Split(IEnumerable<Block> blocks, RowSelection selection)
    {
        // By part; there is none for training rows.
        var gathered = new Block?[(int)RowPart.Test + 1];
        var groups = new GroupStarts();
        Block? current = null;
        try
        {
            foreach (Block block in blocks)
            {
                current = block;
                long[]? starts = block.Groups.IsEmpty ? null : groups.Of(block);
                int kept = 0;
                int next = 0;
                while (next < block.RowCount)
                {
                    next = Divide(block, starts, next, ref kept, gathered, selection);
                    foreach (SplitBlock full in Take(gathered, part => part.RowCount == part.Capacity))
                    {
                        yield return full;
                    }
                }

                block.RowCount = kept;
                current = null;
                if (kept > 0)
                {
                    yield return new SplitBlock(block, RowPart.Training);
                }
                else
                {
                    block.Dispose();
                }
            }

            foreach (SplitBlock last in Take(gathered, part => part.RowCount > 0))
            {
                yield return last;
            }
        }
        finally
        {
            current?.Dispose();
            foreach (Block? block in gathered)
            {
                block?.Dispose();
            }
        }
    }

    private static IEnumerable<SplitBlock> Take(Block?[] gathered, Func<Block, bool> isWanted)
    {
        for (int part = 0; part < gathered.Length; part++)
        {
            if (gathered[part] is { } block && isWanted(block))
            {
                gathered[part] = null;
                yield return new SplitBlock(block, (RowPart)part);
            }
        }
    }

    /// <summary>Moves rows of further parts out of a block, run by run, and closes the gaps, until a block of such rows is full.</summary>
    /// <param name="block">The block.</param>
    /// <param name="starts">The first row of each row's group; null where rows have no groups.</param>
    /// <param name="row">The first row to look at.</param>
    /// <param name="kept">The training rows so far; they stand at the block's start.</param>
    /// <param name="gathered">Takes the rows of each further part; none is full.</param>
    /// <param name="selection">Which rows are of which part.</param>
    /// <returns>The first row that was not looked at.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Divide(
        Block block, long[]? starts, int row, ref int kept, Block?[] gathered, RowSelection selection)
    {
        ReadOnlySpan<long> numbers = (starts ?? block.RowNumbers)[..block.RowCount];
        while (row < numbers.Length)
        {
            RowPart part = selection.PartOf(numbers[row]);
            Block? further = part == RowPart.Training ? null : gathered[(int)part] ??= block.Sibling();
            int most = further is null ? numbers.Length : Math.Min(numbers.Length, row + further.Capacity - further.RowCount);
            int end = row + 1;
            while (end < most && selection.PartOf(numbers[end]) == part)
            {
                end++;
            }

            if (further is null)
            {
                block.CopyRows(row, end - row, block, kept);
                kept += end - row;
            }
            else
            {
                block.CopyRows(row, end - row, further, further.RowCount);
                further.RowCount += end - row;
            }

            row = end;
            if (further is not null && further.RowCount == further.Capacity)
            {
                return row;
            }
        }

        return row;
    }
}
