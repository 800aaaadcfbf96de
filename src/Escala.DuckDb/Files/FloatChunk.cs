using System.Numerics;
using System.Runtime.CompilerServices;
using Escala.DuckDb.Native;

namespace Escala.DuckDb.Files;

/// <summary>The columns of a stream's current chunk as float32, with NaN for null.</summary>
internal sealed unsafe class FloatChunk
{
    private readonly DuckDbStream _stream;
    private readonly bool[] _isDouble;
    private readonly float*[] _columns;
    private readonly float[][] _converted;

    /// <summary>Takes the first columns of a stream.</summary>
    /// <param name="stream">Yields them as FLOAT or DOUBLE.</param>
    /// <param name="count">How many there are, at least 1.</param>
    public FloatChunk(DuckDbStream stream, int count)
    {
        _stream = stream;
        _isDouble = [.. Enumerable.Range(0, count).Select(stream.IsDouble)];
        _columns = new float*[count];
        _converted = [.. Enumerable.Repeat<float[]>([], count)];
    }

    /// <summary>Takes the chunk that the stream has gone on to.</summary>
    /// <exception cref="DuckDbFailure">A number is beyond what float32 holds.</exception>
    public void Load()
    {
        for (int column = 0; column < _columns.Length; column++)
        {
            _columns[column] = Load(column, _stream.RowCount);
        }
    }

    /// <summary>A column's values.</summary>
    /// <param name="column">The 0-based column.</param>
    /// <param name="start">The 0-based row of the chunk to begin with.</param>
    /// <param name="count">The number of rows.</param>
    public ReadOnlySpan<float> Column(int column, int start, int count) => new(_columns[column] + start, count);

    /// <summary>Copies the first columns as rows.</summary>
    /// <param name="start">The 0-based row of the chunk to begin with.</param>
    /// <param name="count">The number of rows, at least 1.</param>
    /// <param name="features">The number of columns.</param>
    /// <param name="target">Row-major (count, features).</param>
    public void CopyRows(int start, int count, int features, Span<float> target)
    {
        fixed (float** columns = _columns)
        fixed (float* rows = target[..(count * features)])
        {
            RowLayout.FromColumns(columns, start, features, count, rows);
        }
    }

    private float* Load(int column, int count)
    {
        ulong* validity = _stream.Validity(column);
        if (validity is null && !_isDouble[column])
        {
            return _stream.Data<float>(column);
        }

        float* target = Converted(column, count);
        if (_isDouble[column])
        {
            Narrow(_stream.Data<double>(column), validity, target, count);
        }
        else
        {
            new ReadOnlySpan<float>(_stream.Data<float>(column), count).CopyTo(new Span<float>(target, count));
        }

        if (validity is not null)
        {
            MarkMissing(validity, target, count);
        }

        return target;
    }

    private float* Converted(int column, int count)
    {
        if (_converted[column].Length < count)
        {
            _converted[column] = GC.AllocateUninitializedArray<float>(count, pinned: true);
        }

        return (float*)Unsafe.AsPointer(ref _converted[column][0]);
    }

    private static void Narrow(double* source, ulong* validity, float* target, int count)
    {
        Narrow(source, target, count);
        if (!RowScreen.HasNonFinite(new ReadOnlySpan<float>(target, count)))
        {
            return;
        }

        for (int i = 0; i < count; i++)
        {
            if (float.IsInfinity(target[i]) && double.IsFinite(source[i]) && IsValid(validity, i))
            {
                throw new DuckDbFailure($"{source[i]} is beyond the range of float32.");
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(double* source, float* target, int count)
    {
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Narrow(Vector.Load(source + i), Vector.Load(source + i + Vector<double>.Count)).Store(target + i);
        }

        for (; i < count; i++)
        {
            target[i] = (float)source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MarkMissing(ulong* validity, float* values, int count)
    {
        for (int first = 0; first < count; first += 64)
        {
            for (ulong missing = ~validity[first >> 6]; missing != 0; missing &= missing - 1)
            {
                int row = first + BitOperations.TrailingZeroCount(missing);
                if (row >= count)
                {
                    break;
                }

                values[row] = float.NaN;
            }
        }
    }

    private static bool IsValid(ulong* validity, int row) => validity is null || ((validity[row >> 6] >> (row & 63)) & 1) != 0;
}
