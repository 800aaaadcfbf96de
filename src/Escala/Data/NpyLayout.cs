using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Escala.Data;

/// <summary>
/// What the header of an NPY file says (NumPy's format, versions 1 to 3), for any number of dimensions: a magic string, a version, the
/// length of a Python dictionary written as text, and that dictionary.
/// </summary>
internal sealed partial record NpyLayout
{
    /// <summary>The most bytes of text that are taken for a header; that of an array of numbers has around 100.</summary>
    private const int MostTextBytes = 1 << 20;

    /// <summary>What a file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The type of the values.</summary>
    public required NpyType Type { get; init; }

    /// <summary>Whether the first dimension is the one that runs quickest.</summary>
    public required bool IsColumnMajor { get; init; }

    /// <summary>The size of each dimension, at least 0.</summary>
    public required IReadOnlyList<long> Sizes { get; init; }

    /// <summary>Where the values begin, in bytes from the start of the file.</summary>
    public required int DataStart { get; init; }

    /// <summary>The shape as it stands in the file, without brackets.</summary>
    public required string ShapeText { get; init; }

    /// <summary>Reads the header; the stream then stands at the first value.</summary>
    /// <param name="stream">A stream at its start.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <exception cref="DatasetException">It is not the header of an array of numbers.</exception>
    public static NpyLayout Read(Stream stream, string name)
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

    /// <summary>The shape is not one that an array can have.</summary>
    public DatasetException DamagedShape(string name) => DamagedShape(name, ShapeText);

    private static NpyLayout Parse(string text, int dataStart, string name)
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

        string shapeText = shape.Groups[1].Value;
        return new NpyLayout
        {
            Type = npyType,
            IsColumnMajor = order.Groups[1].Value == "True",
            Sizes = [.. shapeText.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(size => long.TryParse(size, NumberStyles.None, null, out long parsed) ? parsed : throw DamagedShape(name, shapeText))],
            DataStart = dataStart,
            ShapeText = shapeText,
        };
    }

    private static DatasetException DamagedShape(string name, string shape) => new($"{name} is damaged: its shape is ({shape}).");

    private static DatasetException Truncated(string name) => new($"{name} is truncated: it ends within its header. Copy or write it again.");

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Shape();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();

    /// <summary>The type's name; a list of fields, as of structured arrays, leaves the name empty.</summary>
    [GeneratedRegex(@"'descr'\s*:\s*(?:'([^']*)'|\[[^\]]*\])")]
    private static partial Regex Descr();
}
