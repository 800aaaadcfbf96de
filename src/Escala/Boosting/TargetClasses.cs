using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Escala.Data;
using Escala.Engines;

namespace Escala.Boosting;

/// <summary>The classes of a target: their names, in the order of their indices, and which label stands for which.</summary>
internal sealed class TargetClasses
{
    /// <summary>More distinct numbers than this are a quantity rather than classes.</summary>
    public const int MostNumbers = 1_000;

    private readonly DataColumn _target;
    private readonly float[] _values;

    private TargetClasses(DataColumn target, float[] values, IReadOnlyList<string> names) => (_target, _values, Names) = (target, values, names);

    /// <summary>The names: strings as they are in the data, <c>false</c> and <c>true</c>, or numbers.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The label that stands for each class, in the order of the names.</summary>
    public IReadOnlyList<float> Labels => _values;

    /// <summary>The classes of labels.</summary>
    /// <param name="target">The column of the labels.</param>
    /// <param name="values">The distinct labels in ascending order.</param>
    public static TargetClasses Of(DataColumn target, float[] values) => new(target, values, [.. values.Select(value => Name(target, value))]);

    /// <summary>The classes of a model, among labels of a column that may know them by other numbers.</summary>
    /// <param name="target">The column of the labels.</param>
    /// <param name="names">The model's classes.</param>
    public static TargetClasses OfModel(DataColumn target, IReadOnlyList<string> names)
    {
        float[] values = [.. names.Select(name => Value(target, name))];
        string[] sorted = [.. names];
        Array.Sort(values, sorted);
        if (!sorted.SequenceEqual(names))
        {
            throw new DatasetException(
                $"The target '{target.Name}' must have the classes of the model, {string.Join(", ", names.Take(5))}, in their order. "
                + "Open the data with the columns of the model.");
        }

        return new TargetClasses(target, values, names);
    }

    /// <summary>The distinct labels of all ranks in ascending order; null where there are more than <paramref name="most"/>.</summary>
    public static float[]? Distinct(IEnumerable<Block> blocks, int most, ICollective collective)
    {
        var found = new HashSet<float>();
        foreach (Block block in blocks)
        {
            // Values of one rank that are too many are enough to know that all are.
            AddDistinct(block.Labels[..block.RowCount], most + 1, found);
        }

        float[] distinct = [.. collective.Gather<float>([.. found]).SelectMany(part => part).Distinct().Order()];
        return distinct.Length <= most ? distinct : null;
    }

    /// <summary>Replaces the labels of a block by the indices of their classes.</summary>
    /// <param name="block">The block.</param>
    /// <param name="where">Where its rows are from, for messages: <c>the test part</c>.</param>
    /// <exception cref="DatasetException">A label is of no class.</exception>
    public void Encode(Block block, string where)
    {
        Span<float> labels = block.Labels[..block.RowCount];
        if (AreIndices(labels))
        {
            return;
        }

        foreach (ref float label in labels)
        {
            int index = Array.BinarySearch(_values, label);
            if (index < 0)
            {
                throw new DatasetException(
                    $"The target '{_target.Name}' must be of a class that was trained on, but was '{Name(_target, label)}' in {where}. "
                    + "Leave such rows out with --sql, or choose a split that puts some of them into the training part.");
            }

            label = index;
        }
    }

    /// <summary>Adds labels until there are so many. Most are one of the two last found, and need no search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDistinct(ReadOnlySpan<float> labels, int enough, HashSet<float> found)
    {
        float last = float.NaN;
        float before = float.NaN;
        for (int row = 0; row < labels.Length && found.Count < enough; row++)
        {
            float label = labels[row];
            if (!(label == last | label == before))
            {
                found.Add(label);
                (last, before) = (label, last);
            }
        }
    }

    /// <summary>Whether the classes stand for themselves, and the labels are theirs: 0, 1 and so on, and no -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AreIndices(ReadOnlySpan<float> labels)
    {
        for (int index = 0; index < _values.Length; index++)
        {
            if (_values[index] != index)
            {
                return false;
            }
        }

        int classes = _values.Length;
        bool are = true;
        foreach (float label in labels)
        {
            int index = (int)label;
            are &= (uint)index < (uint)classes & BitConverter.SingleToInt32Bits(index) == BitConverter.SingleToInt32Bits(label);
        }

        return are;
    }

    private static string Name(DataColumn target, float value) => target.Type switch
    {
        ColumnType.Text when target.Categories is { } categories => categories[(int)value],
        ColumnType.Boolean => value == 0 ? "false" : "true",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>The label of a class; NaN, which no label is, where the column has no such class.</summary>
    private static float Value(DataColumn target, string name)
    {
        if (target is { Type: ColumnType.Text, Categories: { } categories })
        {
            int index = CollectionsMarshal.AsSpan([.. categories]).IndexOf(name);
            return index < 0 ? float.NaN : index;
        }

        return name switch
        {
            "false" => 0,
            "true" => 1,
            _ => float.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : float.NaN,
        };
    }
}
