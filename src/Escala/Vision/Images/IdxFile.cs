using System.Buffers.Binary;
using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// A file of the IDX format, in which MNIST and its kin come: two zero bytes, the type of the values (8 for bytes), the number of
/// dimensions, the size of each as a big-endian number of 32 bits, then the values.
/// </summary>
/// <param name="File">The file; the owner disposes it.</param>
/// <param name="Sizes">The size of each dimension, at least 1.</param>
internal sealed record IdxFile(MappedFile File, IReadOnlyList<int> Sizes)
{
    private const int UnsignedByte = 8;

    /// <summary>Where the values begin.</summary>
    public int DataStart => 4 + (4 * Sizes.Count);

    /// <summary>Opens a file of bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dimensions">The number of dimensions that it must have: 3 for images, 1 for labels.</param>
    /// <param name="what">What it must hold, for messages.</param>
    /// <exception cref="DatasetException">It is not such a file, or does not hold all its values.</exception>
    public static IdxFile Open(string path, int dimensions, string what)
    {
        MappedFile file = MappedFile.Open(path);
        try
        {
            return new IdxFile(file, ReadSizes(file, dimensions, what));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static int[] ReadSizes(MappedFile file, int dimensions, string what)
    {
        ReadOnlySpan<byte> magic = file.Bytes(0, (int)Math.Min(4, file.Length));
        ReadOnlySpan<byte> wanted = [0, 0, UnsignedByte, (byte)dimensions];
        if (!magic.SequenceEqual(wanted))
        {
            string advice = magic is [0x1F, 0x8B, ..] ? "It is compressed: unpack it with gunzip." : "Check the path, or download it again.";
            throw new DatasetException(
                $"{file.Path} is not an IDX file of {what}: it begins with {Convert.ToHexStringLower(magic)}, not "
                + $"{Convert.ToHexStringLower(wanted)}. {advice}");
        }

        int header = 4 + (4 * dimensions);
        if (file.Length < header)
        {
            throw new DatasetException($"{file.Path} is truncated: it ends within its header. Download it again.");
        }

        var sizes = new int[dimensions];
        Int128 values = 1;
        for (int i = 0; i < dimensions; i++)
        {
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(file.Bytes(4 + (4 * i), 4));
            values *= sizes[i];
            if (sizes[i] < 1)
            {
                throw new DatasetException($"{file.Path} has no {what}: dimension {i} has the size {sizes[i]}. Download it again.");
            }
        }

        return header + values <= file.Length
            ? sizes
            : throw new DatasetException(
                $"{file.Path} is truncated: {string.Join("x", sizes)} bytes and a header of {header} take {header + values}, "
                + $"but it has {file.Length}. Download it again.");
    }
}
