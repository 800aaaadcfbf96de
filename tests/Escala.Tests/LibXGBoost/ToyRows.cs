using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Data;
using Escala.LibXGBoost;

namespace Escala.Tests.LibXGBoost;

/// <summary>
/// 600 rows of three features in blocks: 0 to 6, 0 to 9, and one of four categories. The label is 1 where the first two sum to
/// more than 8, or the category is 2; every row's weight is 1 plus its category.
/// </summary>
internal sealed unsafe class ToyRows : IDisposable
{
    public const int RowCount = 600;
    public const int FeatureCount = 3;

    public ToyRows(int blockRows = 128)
    {
        for (int first = 0; first < RowCount; first += blockRows)
        {
            Blocks.Add(Fill(first, Math.Min(blockRows, RowCount - first)));
        }

        Whole = Fill(0, RowCount);
    }

    public List<Block> Blocks { get; } = [];

    /// <summary>The same rows in one block.</summary>
    public Block Whole { get; }

    public static string[] CategoryLast { get; } = ["q", "q", "c"];

    public float* Values => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Whole.Values));

    /// <summary>The rows as they are, with labels.</summary>
    public DMatrix Dense()
    {
        var matrix = DMatrix.Dense(Values, RowCount, FeatureCount, float.NaN, threads: 1);
        matrix.SetLabels(Whole.Labels);
        return matrix;
    }

    /// <summary>The rows in bins, from the blocks.</summary>
    public DMatrix Quantile(QuantileOptions? options = null) =>
        DMatrix.Quantile(Blocks, options ?? new QuantileOptions { Threads = 1, UseWeights = false }, CancellationToken.None);

    public void Dispose()
    {
        Whole.Dispose();
        Blocks.ForEach(block => block.Dispose());
    }

    private static Block Fill(int first, int count)
    {
        var block = new Block(count, FeatureCount, hasLabels: true, hasWeights: true) { RowCount = count };
        for (int i = 0; i < count; i++)
        {
            int number = first + i;
            int category = number * 5 % 11 % 4;
            Span<float> row = block.Row(i);
            row[0] = number % 7;
            row[1] = number % 10;
            row[2] = category;
            block.Labels[i] = row[0] + row[1] > 8 || category == 2 ? 1 : 0;
            block.Weights[i] = 1 + category;
        }

        return block;
    }
}
