using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
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

    /// <summary>A PNG file of 8 bits per channel.</summary>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="channels">1 for grey, 3 for colours, 4 for colours with transparency.</param>
    /// <param name="pixels">(H, W, C).</param>
    public static byte[] Png(int height, int width, int channels, params byte[] pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels == 1 ? 0 : channels == 3 ? 2 : 6);
        byte[] lines = [.. pixels.Chunk(width * channels).SelectMany(line => line.Prepend((byte)0))];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write(lines);
        }

        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

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

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        byte[] chunk = [0, 0, 0, 0, .. body, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Checksum(body));
        return chunk;
    }

    private static uint Checksum(byte[] bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1;
            }
        }

        return ~sum;
    }
}
