using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Apache.Arrow;

namespace Escala.Data;

/// <summary>The values of one column of one record batch.</summary>
internal sealed class ArrowColumn
{
    private const int NullIndex = -1;

    private readonly IArrowArray _array;
    private readonly IReadOnlyDictionary<string, int>? _categories;
    private readonly ArrowColumn? _dictionary;
    private readonly int[] _indices = [];
    private readonly float[] _dictionaryValues = [];

    /// <summary>Wraps the values.</summary>
    /// <param name="array">The values.</param>
    /// <param name="categories">The category of each string where strings are to be read as categories; otherwise null.</param>
    public ArrowColumn(IArrowArray array, IReadOnlyDictionary<string, int>? categories)
    {
        _array = array;
        _categories = categories;
        if (array is DictionaryArray encoded)
        {
            _dictionary = new ArrowColumn(encoded.Dictionary, categories);
            _indices = Indices(encoded);
            if (_dictionary._array is not (StringArray or LargeStringArray or StringViewArray) || categories is not null)
            {
                _dictionaryValues = new float[encoded.Dictionary.Length];
                _dictionary.Copy(0, _dictionaryValues.Length, _dictionaryValues, 1);
            }
        }
    }

    /// <summary>Copies values as float32, NaN for null and for a string that is no category.</summary>
    /// <param name="first">The first row of the batch.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Where to: row i's value goes to i x <paramref name="stride"/>.</param>
    /// <param name="stride">The distance between two values.</param>
    public void Copy(int first, int count, Span<float> target, int stride)
    {
        switch (_array)
        {
            case PrimitiveArray<sbyte> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<byte> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<short> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<ushort> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<int> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<uint> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<long> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<ulong> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<Half> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<float> values:
                Numbers(values, first, count, target, stride);
                break;
            case PrimitiveArray<double> values:
                Numbers(values, first, count, target, stride);
                break;
            default:
                for (int i = 0; i < count; i++)
                {
                    target[i * stride] = Value(first + i);
                }

                break;
        }
    }

    /// <summary>
    /// A string of a text column; null where it is missing. The bytes are decoded here, because the arrays' own GetString reads
    /// beyond its buffer where the offsets of a damaged file lead there; GetBytes checks them.
    /// </summary>
    public string? Text(int row)
    {
        bool isNull;
        ReadOnlySpan<byte> bytes;
        switch (_array)
        {
            case StringArray texts:
                bytes = texts.GetBytes(row, out isNull);
                break;
            case LargeStringArray texts:
                bytes = texts.GetBytes(row, out isNull);
                break;
            case StringViewArray texts:
                bytes = texts.GetBytes(row, out isNull);
                break;
            case DictionaryArray:
                return _indices[row] == NullIndex ? null : _dictionary!.Text(_indices[row]);
            default:
                throw new InvalidOperationException($"{_array.GetType().Name} holds no text.");
        }

        return isNull ? null : Encoding.UTF8.GetString(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Numbers<T>(PrimitiveArray<T> array, int first, int count, Span<float> target, int stride)
        where T : struct, INumberBase<T>, IEquatable<T>
    {
        ReadOnlySpan<T> values = array.Values.Slice(first, count);
        for (int i = 0; i < values.Length; i++)
        {
            target[i * stride] = float.CreateTruncating(values[i]);
        }

        for (int i = 0; i < count && array.NullCount > 0; i++)
        {
            if (array.IsNull(first + i))
            {
                target[i * stride] = float.NaN;
            }
        }
    }

    private float Value(int row) => _array switch
    {
        DictionaryArray => _indices[row] == NullIndex ? float.NaN : _dictionaryValues[_indices[row]],
        BooleanArray values => values.GetValue(row) switch { true => 1, false => 0, null => float.NaN },
        Decimal32Array values => (float?)values.GetValue(row) ?? float.NaN,
        Decimal64Array values => (float?)values.GetValue(row) ?? float.NaN,
        Decimal128Array values => Parsed(values.GetString(row)),
        Decimal256Array values => Parsed(values.GetString(row)),
        _ => Text(row) is { } text && _categories!.TryGetValue(text, out int category) ? category : float.NaN,
    };

    /// <summary>Wide decimals may have more digits than System.Decimal.</summary>
    private static float Parsed(string? number) => number is null ? float.NaN : float.Parse(number, CultureInfo.InvariantCulture);

    private static int[] Indices(DictionaryArray array)
    {
        var indices = new int[array.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = array.IsNull(i) ? NullIndex : array.Indices switch
            {
                PrimitiveArray<sbyte> values => values.Values[i],
                PrimitiveArray<byte> values => values.Values[i],
                PrimitiveArray<short> values => values.Values[i],
                PrimitiveArray<ushort> values => values.Values[i],
                PrimitiveArray<int> values => values.Values[i],
                PrimitiveArray<uint> values => checked((int)values.Values[i]),
                PrimitiveArray<long> values => checked((int)values.Values[i]),
                PrimitiveArray<ulong> values => checked((int)values.Values[i]),
                _ => throw new InvalidOperationException($"{array.Indices.GetType().Name} holds no indices."),
            };
        }

        return indices;
    }
}
