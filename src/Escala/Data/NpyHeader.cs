using System.Text;

namespace Escala.Data;

/// <summary>The header of an NPY file with one or two dimensions.</summary>
internal sealed record NpyHeader
{
    /// <summary>The type of the values.</summary>
    public required NpyType Type { get; init; }

    /// <summary>Whether the values stand column by column.</summary>
    public required bool IsColumnMajor { get; init; }

    /// <summary>The number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of columns; 1 for a one-dimensional array.</summary>
    public required int Columns { get; init; }

    /// <summary>Where the values begin, in bytes from the start of the file.</summary>
    public required int DataStart { get; init; }

    /// <summary>The bytes that all values take.</summary>
    public Int128 DataBytes => (Int128)Rows * Columns * Type.Size;

    /// <summary>Reads the header; the stream then stands at the first value.</summary>
    /// <param name="stream">A stream at its start.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <exception cref="DatasetException">It is not the header of an array of numbers with one or two dimensions.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        NpyLayout layout = NpyLayout.Read(stream, name);
        IReadOnlyList<long> sizes = layout.Sizes;
        if (sizes.Count is < 1 or > 2)
        {
            throw new DatasetException(
                $"{name} holds an array of {sizes.Count} dimensions ({layout.ShapeText}); 1 or 2 can be read. " +
                "Reshape it to (rows, features).");
        }

        long columns = sizes.Count == 2 ? sizes[1] : 1;
        return new NpyHeader
        {
            Type = layout.Type,
            IsColumnMajor = layout.IsColumnMajor && sizes.Count == 2,
            Rows = sizes[0],
            Columns = columns <= int.MaxValue ? (int)columns : throw layout.DamagedShape(name),
            DataStart = layout.DataStart,
        };
    }

    /// <summary>The bytes of a header of version 1 for values row by row; as many for any numbers of rows.</summary>
    public static byte[] Bytes(NpyType type, params long[] sizes)
    {
        string shape = sizes.Length == 1 ? $"{sizes[0]}," : string.Join(", ", sizes);
        string text = $"{{'descr': '{type.Name}', 'fortran_order': False, 'shape': ({shape}), }}";

        // Values begin at a multiple of 64 bytes, after a line feed.
        int length = ((10 + text.Length + 1 + 63) / 64 * 64) - 10;
        byte[] header =
        [
            .. NpyLayout.Magic, 1, 0, (byte)length, (byte)(length >> 8), .. Encoding.ASCII.GetBytes(text.PadRight(length - 1)), (byte)'\n',
        ];
        return header;
    }
}
