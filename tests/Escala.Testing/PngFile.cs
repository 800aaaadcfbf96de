using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Escala.Testing;

/// <summary>Small PNG files, byte by byte.</summary>
public static class PngFile
{
    /// <summary>A PNG file of 8 bits per channel.</summary>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="channels">1 for grey, 3 for colours, 4 for colours with transparency.</param>
    /// <param name="pixels">(H, W, C).</param>
    public static byte[] Of(int height, int width, int channels, params byte[] pixels)
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
