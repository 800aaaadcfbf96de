namespace Escala.Data;

/// <summary>Separates training rows from test rows.</summary>
public static class RowSplit
{
    /// <summary>
    /// Splits blocks by <see cref="RowSelection.IsTest"/>. Training rows stay in the block they came in, which may then be less
    /// than full; test rows are gathered into blocks of their own, so that the extra memory is one block. The order within each
    /// part is that of the rows. Where no test rows are asked for, blocks are handed on untouched.
    /// </summary>
    /// <param name="blocks">The blocks, which the split takes over: each is handed on or disposed.</param>
    /// <param name="selection">Which rows test.</param>
    /// <returns>Blocks of at least one row, which the caller disposes.</returns>
    public static IEnumerable<SplitBlock> Partition(IEnumerable<Block> blocks, RowSelection selection)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(selection);
        return selection.TestThreshold == 0 ? blocks.Select(block => new SplitBlock(block, IsTest: false)) : Split(blocks, selection);
    }

    private static IEnumerable<SplitBlock> Split(IEnumerable<Block> blocks, RowSelection selection)
    {
        Block? test = null;
        Block? current = null;
        try
        {
            foreach (Block block in blocks)
            {
                current = block;
                int kept = 0;
                for (int i = 0; i < block.RowCount; i++)
                {
                    if (!selection.IsTest(block.RowNumbers[i]))
                    {
                        MoveRow(block, i, block, kept++);
                        continue;
                    }

                    test ??= new Block(block.Capacity, block.FeatureCount, !block.Labels.IsEmpty, !block.Weights.IsEmpty);
                    block.CopyRow(i, test, test.RowCount++);
                    if (test.RowCount == test.Capacity)
                    {
                        Block full = test;
                        test = null;
                        yield return new SplitBlock(full, IsTest: true);
                    }
                }

                block.RowCount = kept;
                current = null;
                if (kept > 0)
                {
                    yield return new SplitBlock(block, IsTest: false);
                }
                else
                {
                    block.Dispose();
                }
            }

            if (test is not null)
            {
                Block last = test;
                test = null;
                yield return new SplitBlock(last, IsTest: true);
            }
        }
        finally
        {
            test?.Dispose();
            current?.Dispose();
        }
    }

    private static void MoveRow(Block from, int row, Block to, int toRow)
    {
        if (row != toRow)
        {
            from.CopyRow(row, to, toRow);
        }
    }
}
