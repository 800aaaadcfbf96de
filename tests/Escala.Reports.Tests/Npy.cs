using System.Text;

namespace Escala.Reports.Tests;

/// <summary>Writes NPY files.</summary>
internal static class Npy
{
    /// <summary>Writes an array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">The type as NumPy writes it.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The values' bytes.</param>
    public static void Write(string path, string type, int[] shape, byte[] values)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)},), }}".PadRight(117) + "\n";
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values]);
    }
}
