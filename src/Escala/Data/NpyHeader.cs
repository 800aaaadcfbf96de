using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Escala.Data;

/// <summary>
/// The header of an NPY file (NumPy's format, versions 1 to 3): a magic string, a version, the length of a Python dictionary
/// written as text, and that dictionary.
/// </summary>
internal sealed partial record NpyHeader
{
    /// <summary>The most bytes of text that are taken for a header; that of an array of numbers has around 100.</summary>
    private const int MostTextBytes = 1 << 20;

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

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header; the stream then stands at the first value.</summary>
    /// <param name="stream">A stream at its start.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <exception cref="DatasetException">It is not the header of an array of numbers with one or two dimensions.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        if (stream.ReadAtLeast(start[..8], 8, throwOnEndOfStream: false) < 8 || !start[..6].SequenceEqual(Magic))
        {
            throw new DatasetException($"{name} is not an NPY file: it does not begin with NumPy's magic bytes. Write it with numpy.save.");
        }

        int version = start[6];
        if (version is < 1 or > 3)
        {
            throw new DatasetException($"{name} is of NPY version {version}.{start[7]}; versions 1 to 3 can be read.");
        }

        int lengthBytes = version == 1 ? 2 : 4;
        if (stream.ReadAtLeast(start[8..(8 + lengthBytes)], lengthBytes, throwOnEndOfStream: false) < lengthBytes)
        {
            throw Truncated(name);
        }

        uint length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > MostTextBytes)
        {
            throw new DatasetException($"{name} is damaged: its header would have {length} bytes.");
        }

        var text = new byte[length];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
        {
            throw Truncated(name);
        }

        return Parse(Encoding.UTF8.GetString(text), 8 + lengthBytes + text.Length, name);
    }

    /// <summary>The bytes of a header of version 1 for values row by row; as many for any shape.</summary>
    public static byte[] Bytes(NpyType type, long rows, int columns)
    {
        string text = $"{{'descr': '{type.Name}', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";

        // Values begin at a multiple of 64 bytes, after a line feed.
        int length = ((10 + text.Length + 1 + 63) / 64 * 64) - 10;
        byte[] header = [.. Magic, 1, 0, (byte)length, (byte)(length >> 8), .. Encoding.ASCII.GetBytes(text.PadRight(length - 1)), (byte)'\n'];
        return header;
    }

    private static NpyHeader Parse(string text, int dataStart, string name)
    {
        Match shape = Shape().Match(text);
        Match order = Order().Match(text);
        Match type = Descr().Match(text);
        if (!shape.Success || !order.Success || !type.Success)
        {
            throw new DatasetException($"{name} is damaged: its header is '{text.Trim()}'.");
        }

        var npyType = new NpyType(type.Groups[1].Value);
        if (!npyType.IsReadable)
        {
            string found = npyType.Name.Length > 0 ? npyType.Name : type.Value;
            throw new DatasetException(
                $"{name} holds values of type {found}; {NpyType.Readable} can be read. Convert it with astype('<f4') before numpy.save.");
        }

        string[] sizes = shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (sizes.Length is < 1 or > 2)
        {
            throw new DatasetException(
                $"{name} holds an array of {sizes.Length} dimensions ({shape.Groups[1].Value}); 1 or 2 can be read. " +
                "Reshape it to (rows, features).");
        }

        int columns = 1;
        if (!long.TryParse(sizes[0], NumberStyles.None, null, out long rows)
            || (sizes.Length == 2 && !int.TryParse(sizes[1], NumberStyles.None, null, out columns)))
        {
            throw new DatasetException($"{name} is damaged: its shape is ({shape.Groups[1].Value}).");
        }

        return new NpyHeader
        {
            Type = npyType,
            IsColumnMajor = order.Groups[1].Value == "True" && sizes.Length == 2,
            Rows = rows,
            Columns = columns,
            DataStart = dataStart,
        };
    }

    private static DatasetException Truncated(string name) => new($"{name} is truncated: it ends within its header. Copy or write it again.");

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Shape();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();

    /// <summary>The type's name; a list of fields, as of structured arrays, leaves the name empty.</summary>
    [GeneratedRegex(@"'descr'\s*:\s*(?:'([^']*)'|\[[^\]]*\])")]
    private static partial Regex Descr();
}
