using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Escala.Tests.Clustering;

/// <summary>Digests as results record them.</summary>
internal static class Digests
{
    public static string OfLabels(int[] labels) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(labels)));
}
