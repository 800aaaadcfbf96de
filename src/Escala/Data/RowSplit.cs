using System.Runtime.CompilerServices;

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
                int next = 0;
                while (next < block.RowCount)
                {
                    test ??= new Block(block.Capacity, block.FeatureCount, !block.Labels.IsEmpty, !block.Weights.IsEmpty);
                    next = Divide(block, next, ref kept, test, selection);
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

            if (test is { RowCount: > 0 })
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

    /// <summary>Moves test rows out of a block, run by run, and closes the gaps, until the block of test rows is full.</summary>
    /// <param name="block">The block.</param>
    /// <param name="row">The first row to look at.</param>
    /// <param name="kept">The training rows so far; they stand at the block's start.</param>
    /// <param name="test">Takes test rows.</param>
    /// <param name="selection">Which rows test.</param>
    /// <returns>The first row that was not looked at.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Divide(Block block, int row, ref int kept, Block test, RowSelection selection)
    {
        ReadOnlySpan<long> numbers = block.RowNumbers[..block.RowCount];
        while (row < numbers.Length && test.RowCount < test.Capacity)
        {
            bool isTest = selection.IsTest(numbers[row]);
            int most = isTest ? Math.Min(numbers.Length, row + test.Capacity - test.RowCount) : numbers.Length;
            int end = row + 1;
            while (end < most && selection.IsTest(numbers[end]) == isTest)
            {
                end++;
            }

            if (isTest)
            {
                block.CopyRows(row, end - row, test, test.RowCount);
                test.RowCount += end - row;
            }
            else
            {
                block.CopyRows(row, end - row, block, kept);
                kept += end - row;
            }

            row = end;
        }

        return row;
    }
}
