using Xunit;

namespace Escala.Tests.Vision;

/// <summary>Comparison of float32 results with exact ones, by the relative L2 norm of their difference.</summary>
internal static class Near
{
    public static double Error(IReadOnlyList<double> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Count, actual.Length);
        double difference = 0, size = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            difference += (expected[i] - actual[i]) * (expected[i] - actual[i]);
            size += expected[i] * expected[i];
        }

        return Math.Sqrt(difference) / Math.Max(Math.Sqrt(size), 1e-12);
    }

    public static void AssertEqual(IReadOnlyList<double> expected, ReadOnlySpan<float> actual, string what, double tolerance = 1e-5)
    {
        double error = Error(expected, actual);
        Assert.True(error <= tolerance, $"{what}: relative error {error:E2}");
    }
}
