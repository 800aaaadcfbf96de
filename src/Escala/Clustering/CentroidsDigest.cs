using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Escala.Data;

namespace Escala.Clustering;

/// <summary>SHA-256 over centroids among the prepared rows and how these were prepared.</summary>
internal static class CentroidsDigest
{
    /// <summary>Computes the digest, in lower-case hexadecimal.</summary>
    public static string Compute(float[] centroids, FeatureScaler scaler)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (float[] part in new[] { centroids, scaler.Offsets, scaler.Factors })
        {
            hash.AppendData(MemoryMarshal.AsBytes<float>(part));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
