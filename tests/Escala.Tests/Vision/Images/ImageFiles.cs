using System.Buffers.Binary;
using System.Text;
using Escala.Testing;
using Escala.Tests.Data;

namespace Escala.Tests.Vision.Images;

/// <summary>Small files of images, byte by byte.</summary>
internal static class ImageFiles
{
    /// <summary>An IDX file of bytes.</summary>
    public static byte[] Idx(int[] sizes, params byte[] values)
    {
        byte[] header = [0, 0, 8, (byte)sizes.Length, .. new byte[4 * sizes.Length]];
        for (int i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        }

        return [.. header, .. values];
    }

    /// <summary>An NPY file.</summary>
    public static byte[] Npy(string type, string shape, byte[] values, bool isColumnMajor = false)
    {
        string text = $"{{'descr': '{type}', 'fortran_order': {isColumnMajor}, 'shape': ({shape}), }}";
        text = text.PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), .. values];
    }

    /// <inheritdoc cref="PngFile.Of"/>
    public static byte[] Png(int height, int width, int channels, params byte[] pixels) => PngFile.Of(height, width, channels, pixels);

    /// <summary>A JPEG file of 8x8 grey pixels of one value, above 128: one block with nothing but its mean, 8 (value - 128).</summary>
    public static byte[] GreyJpeg(byte value)
    {
        int mean = 8 * (value - 128);
        int bits = 32 - int.LeadingZeroCount(mean);

        // A code of one bit, 0, for the mean's length; the mean; a code of one bit, 0, for the end of the block; ones to fill the byte.
        string code = "0" + Convert.ToString(mean, 2) + "0";
        code = code.PadRight((code.Length + 7) / 8 * 8, '1');
        byte[] data = [.. code.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
        return
        [
            0xFF, 0xD8,
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
            0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,
            0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], (byte)bits,
            0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0,
            0xFF, 0xDA, 0, 8, 1, 1, 0x00, 0, 63, 0, .. data,
            0xFF, 0xD9,
        ];
    }

    /// <summary>Writes a file into a folder, which is made where it is not there.</summary>
    public static string Put(this TempFolder folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        return folder.Write(name, bytes);
    }
}
