using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>Small arrays as NPY files: centroids.</summary>
public static class NpyFile
{
    /// <summary>Writes a matrix as float64.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="values">Row-major (rows, columns).</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public static void Write(Stream stream, ReadOnlySpan<double> values, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, (long)rows * columns);
        stream.Write(NpyHeader.Bytes(NpyType.Float64, rows, columns));
        stream.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads an array of numbers of any readable type whole.</summary>
    /// <param name="stream">A stream at its start; need not seek; stays open.</param>
    /// <param name="nameForErrors">The file's name for messages.</param>
    /// <returns>The values, row-major (rows, columns); a one-dimensional array is one column.</returns>
    /// <exception cref="DatasetException">It is not such an array, or does not hold all its values.</exception>
    public static (double[] Values, int Rows, int Columns) ReadDoubles(Stream stream, string nameForErrors)
    {
        NpyHeader header = NpyHeader.Read(stream, nameForErrors);
        if (header.DataBytes > Array.MaxLength || header.Rows > System.Array.MaxLength)
        {
            throw new DatasetException(
                $"{nameForErrors} holds ({header.Rows}, {header.Columns}) values, too many to be held in memory as one array.");
        }

        byte[] bytes = ReadValues(stream, (int)header.DataBytes, nameForErrors);
        var stored = new double[(int)header.Rows * header.Columns];
        header.Type.Decode(bytes, stored.AsSpan());
        return (header.IsColumnMajor ? Transposed(stored, header.Columns) : stored, (int)header.Rows, header.Columns);
    }

    /// <summary>Reads in steps, so that a damaged header does not reserve memory for values that are not there.</summary>
    private static byte[] ReadValues(Stream stream, int count, string name)
    {
        const int StepBytes = 1 << 20;
        var bytes = new byte[Math.Min(count, StepBytes)];
        int read = 0;
        while (read < count)
        {
            if (read == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            }

            int step = stream.Read(bytes, read, bytes.Length - read);
            if (step == 0)
            {
                throw new DatasetException(
                    $"{name} is truncated: it holds {read} of {count} bytes of values. Copy or write it again.");
            }

            read += step;
        }

        return bytes;
    }

    private static double[] Transposed(double[] stored, int columns)
    {
        int rows = columns == 0 ? 0 : stored.Length / columns;
        var values = new double[stored.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            values[(i % rows * columns) + (i / rows)] = stored[i];
        }

        return values;
    }
}
