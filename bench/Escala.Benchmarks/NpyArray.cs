using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Escala.Benchmarks;

/// <summary>A float32 matrix that numpy wrote, in memory.</summary>
internal sealed partial record NpyArray(float[] Values, int Rows, int Columns)
{
    /// <summary>Reads a little-endian float32 matrix in C order.</summary>
    public static NpyArray Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[10];
        stream.ReadExactly(start);
        byte[] header = new byte[BitConverter.ToUInt16(start[8..])];
        stream.ReadExactly(header);
        Match shape = Header().Match(Encoding.ASCII.GetString(header));
        if (!shape.Success)
        {
            throw new InvalidDataException($"{path} is not a float32 matrix: {Encoding.ASCII.GetString(header)}");
        }

        (int rows, int columns) = (int.Parse(shape.Groups[1].ValueSpan), int.Parse(shape.Groups[2].ValueSpan));
        var values = new float[rows * columns];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new NpyArray(values, rows, columns);
    }

    [GeneratedRegex(@"'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)")]
    private static partial Regex Header();
}
