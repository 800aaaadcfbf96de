using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Escala.Tests.Clustering;

/// <summary>Digests as results record them.</summary>
internal static class Digests
{
    /// <summary>One byte per label for up to 255 clusters, 32-bit integers beyond.</summary>
    public static string OfLabels(int[] labels, int clusters) => Convert.ToHexStringLower(SHA256.HashData(
        clusters <= byte.MaxValue ? Array.ConvertAll(labels, label => (byte)label) : MemoryMarshal.AsBytes<int>(labels)));
}
