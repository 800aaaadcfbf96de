using System.Numerics;
using System.Runtime.InteropServices;

namespace Escala.Data;

/// <summary>
/// The file of shipped rows, little endian: <see cref="Magic"/>, the number of features (int32) and which columns there are beside
/// them (int32); then for each piece its chunks and an empty one; then the list of pieces, where it begins (int64), its length in
/// bytes (int32), its checksum (uint32) and <see cref="Magic"/> again. A chunk is its number of rows (int32), the checksum of the
/// rest (uint32), row numbers of the file (int64), values row by row, labels, weights and groups (float32 each).
/// </summary>
internal static class ShippedFormat
{
    /// <summary>What a file begins and ends with: "EscRows1".</summary>
    public const ulong Magic = 0x3173_776F_5263_7345;

    /// <summary>The bytes before the first chunk.</summary>
    public const int HeaderBytes = 16;

    /// <summary>The bytes before a chunk's rows.</summary>
    public const int ChunkHeaderBytes = 8;

    /// <summary>The bytes after the list of pieces.</summary>
    public const int EndBytes = 24;

    /// <summary>The most rows of a chunk.</summary>
    public const int MostRows = 8192;

    /// <summary>The columns beside the features, one bit each.</summary>
    public static int Columns(bool hasLabels, bool hasWeights, bool hasGroups) =>
        (hasLabels ? 1 : 0) | (hasWeights ? 2 : 0) | (hasGroups ? 4 : 0);

    /// <summary>The bytes of a chunk's rows.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="columns">See <see cref="Columns"/>.</param>
    public static long ChunkBytes(int rows, int features, int columns) =>
        rows * (sizeof(long) + (((long)features + BitOperations.PopCount((uint)columns)) * sizeof(float)));

    /// <summary>The rows of a chunk: as many as a few megabytes hold.</summary>
    /// <param name="features">The number of features.</param>
    public static int ChunkRows(int features) => Math.Clamp((1 << 22) / (features * sizeof(float)), 1, MostRows);

    /// <summary>A checksum of 32 bits (CRC-32C), by eight bytes at a time.</summary>
    /// <param name="bytes">The bytes.</param>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (byte last in bytes[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, last);
        }

        return ~sum;
    }
}
