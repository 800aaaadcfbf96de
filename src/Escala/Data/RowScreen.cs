using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>
/// Keeps of freshly read rows those that are used: the selected ones, without missing values unless these are kept. Rows that cannot be used are
/// refused by file, row and column. The loops over all rows are compiled with full optimisation at once, since a file is often
/// read only once.
/// </summary>
internal sealed class RowScreen(DataPlan plan)
{
    private const int ExponentBits = 0x7F80_0000;
    private const int AllButSign = 0x7FFF_FFFF;

    /// <summary>Makes the row numbers of a block's last rows global and closes the gaps of those that are not used.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">The index of its first new row.</param>
    /// <param name="file">The file that they come from.</param>
    /// <param name="fileFirstRow">The global number of the file's row 0.</param>
    /// <returns>The number of rows dropped because a value was missing.</returns>
    public int Apply(Block block, int start, DataFile file, long fileFirstRow)
    {
        if (fileFirstRow != 0)
        {
            foreach (ref long number in block.RowNumbers[start..block.RowCount])
            {
                number += fileFirstRow;
            }
        }

        if (plan.Selection.SampleThreshold != ulong.MaxValue)
        {
            Select(block, start);
        }

        return IsClean(block, start) ? 0 : Judge(block, start, file, fileFirstRow);
    }

    /// <summary>Whether any value is NaN or infinite. Those are the values whose exponent bits are all 1.</summary>
    internal static bool HasNonFinite(ReadOnlySpan<float> values) => HasExponent(values, ExponentBits);

    /// <summary>Whether any value is infinite: of these all other bits but the sign are 0.</summary>
    internal static bool HasInfinite(ReadOnlySpan<float> values) => HasExponent(values, AllButSign);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HasExponent(ReadOnlySpan<float> values, int mask)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<float, Vector<int>>(values);
        var masks = new Vector<int>(mask);
        var exponent = new Vector<int>(ExponentBits);
        Vector<int> found = Vector<int>.Zero;
        foreach (Vector<int> bits in vectors)
        {
            found |= Vector.Equals(bits & masks, exponent);
        }

        bool any = found != Vector<int>.Zero;
        foreach (float value in values[(vectors.Length * Vector<int>.Count)..])
        {
            any |= (BitConverter.SingleToInt32Bits(value) & mask) == ExponentBits;
        }

        return any;
    }

    private bool IsClean(Block block, int start)
    {
        int end = block.RowCount;
        ReadOnlySpan<float> weights = block.Weights.IsEmpty ? [] : block.Weights[start..end];
        ReadOnlySpan<float> labels = block.Labels.IsEmpty ? [] : block.Labels[start..end];
        ReadOnlySpan<float> groups = block.Groups.IsEmpty ? [] : block.Groups[start..end];
        bool hasNegative = false;
        foreach (float weight in weights)
        {
            hasNegative |= weight < 0;
        }

        ReadOnlySpan<float> values = block.Values[(start * block.FeatureCount)..(end * block.FeatureCount)];
        return !hasNegative
            && !(plan.Missing == MissingValues.Keep ? HasInfinite(values) : HasNonFinite(values))
            && !HasNonFinite(labels)
            && !HasNonFinite(groups)
            && !HasNonFinite(weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Select(Block block, int start)
    {
        RowSelection selection = plan.Selection;
        ReadOnlySpan<long> numbers = block.RowNumbers[..block.RowCount];
        int kept = start;
        for (int i = start; i < numbers.Length; i++)
        {
            if (selection.Uses(numbers[i]))
            {
                Keep(block, i, kept++);
            }
        }

        block.RowCount = kept;
    }

    private int Judge(Block block, int start, DataFile file, long fileFirstRow)
    {
        int kept = start;
        for (int i = start; i < block.RowCount; i++)
        {
            if (Accept(block, i, file, fileFirstRow))
            {
                Keep(block, i, kept++);
            }
        }

        int dropped = block.RowCount - kept;
        block.RowCount = kept;
        return dropped;
    }

    private bool Accept(Block block, int row, DataFile file, long fileFirstRow)
    {
        DataColumn? missing = null;
        for (int feature = 0; feature < plan.Features.Count; feature++)
        {
            Check(block.Row(row)[feature], plan.Features[feature]);
        }

        missing = plan.Missing == MissingValues.Keep ? null : missing;

        if (plan.Label is not null)
        {
            Check(block.Labels[row], plan.Label);
        }

        if (plan.Group is not null)
        {
            Check(block.Groups[row], plan.Group);
        }

        if (plan.Weights is not null)
        {
            float weight = block.Weights[row];
            Check(weight, plan.Weights);
            if (weight < 0)
            {
                throw Fault(plan.Weights, $"the weight must be at least 0, but was {weight}. Correct it, or compute another {ByQuery}.");
            }
        }

        if (missing is not null && plan.Missing != MissingValues.Drop)
        {
            throw Fault(missing, $"{MissingFault(missing)} {MissingAdvice()}");
        }

        return missing is null;

        void Check(float value, DataColumn column)
        {
            if (float.IsInfinity(value))
            {
                throw Fault(
                    column,
                    $"the value is infinite, or beyond what float32 holds (3.4e38). Correct it, scale the column, or leave the row out {ByQuery}.");
            }

            missing ??= float.IsNaN(value) ? column : null;
        }

        DatasetException Fault(DataColumn column, string what) =>
            new($"{file.Path}, row {block.RowNumbers[row] - fileFirstRow + 1}, column '{column.Name}': {what}");
    }

    /// <summary>Who can do it: rows of a cluster come as its own query or program made them.</summary>
    private string ByQuery => plan.Files[0].OnNode is null ? "with --sql" : "where the cluster has them";

    private static string MissingFault(DataColumn column) => column.Type == ColumnType.Text
        ? "the value is missing, or is no category of the column."
        : "the value is missing.";

    private string MissingAdvice() => plan.Missing == MissingValues.Keep
        ? $"Only features may be missing. Leave such rows out, or fill them in, {ByQuery}."
        : $"Leave such rows out with --missing drop, or fill them in {ByQuery}.";

    private static void Keep(Block block, int from, int to)
    {
        if (from != to)
        {
            block.CopyRows(from, 1, block, to);
        }
    }
}
