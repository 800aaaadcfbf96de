using System.Buffers.Binary;

namespace Escala.Vision.Images;

/// <summary>
/// Checks what the decoder does not look at, so that no damaged pixel is trained on: that each chunk of a PNG file has the checksum that
/// stands behind it (PNG specification, section 5.5), and that a JPEG file has its end (ITU-T T.81, B.1.1.3).
/// </summary>
internal static class ImageIntegrity
{
    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = MakeTable();

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>What is wrong with a file; null where nothing is, or where it is of another format.</summary>
    public static string? FirstFault(ReadOnlySpan<byte> file) =>
        file.StartsWith(PngSignature) ? FirstPngFault(file)
        : file.StartsWith<byte>([0xFF, 0xD8]) ? FirstJpegFault(file)
        : null;

    /// <summary>The last scan must be followed by the end of the image; in the scan's own data no marker can stand.</summary>
    private static string? FirstJpegFault(ReadOnlySpan<byte> file) =>
        file.LastIndexOf<byte>([0xFF, 0xD9]) > file.LastIndexOf<byte>([0xFF, 0xDA]) ? null : "it ends too early";

    private static string? FirstPngFault(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> rest = file[PngSignature.Length..];
        while (rest.Length >= 12)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
            {
                break;
            }

            ReadOnlySpan<byte> chunk = rest.Slice(4, (int)length + 4);
            if (Checksum(chunk) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
            {
                return $"a checksum at byte {file.Length - rest.Length} is wrong";
            }

            if (chunk[..4].SequenceEqual("IEND"u8))
            {
                return null;
            }

            rest = rest[(12 + (int)length)..];
        }

        return "it ends too early";
    }

    /// <summary>CRC-32 of ISO 3309.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum = Table[(byte)sum ^ value] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
