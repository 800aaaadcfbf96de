using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.Vision.Optimizers;

/// <summary>
/// The global norm of gradients, the root of the sum of all their squares, and what to scale them by so that it is not above a limit
/// (Pascanu et al., "On the difficulty of training recurrent neural networks", 2013). PyTorch <c>clip_grad_norm_</c>.
/// </summary>
internal static class GradientNorm
{
    /// <summary>What PyTorch adds to the norm before it divides by it.</summary>
    private const double Guard = 1e-6;

    /// <summary>
    /// The sum of squares of a range, in double precision and in an order that depends on the range's length alone. Threads that
    /// share a vector in ranges that do not depend on their number, and add these sums in order, get the same bits as one thread.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares(ReadOnlySpan<float> gradients)
    {
        Vector256<double> lows = Vector256<double>.Zero;
        Vector256<double> highs = Vector256<double>.Zero;
        int i = 0;
        for (; i + 8 <= gradients.Length; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(in gradients[0], (nuint)i));
            lows += low * low;
            highs += high * high;
        }

        lows += highs;
        double sum = lows[0] + lows[1] + lows[2] + lows[3];
        for (; i < gradients.Length; i++)
        {
            sum += (double)gradients[i] * gradients[i];
        }

        return sum;
    }

    /// <summary>What gradients are multiplied by so that their norm is at most a limit; 1 where it is.</summary>
    /// <param name="norm">Their norm, finite.</param>
    /// <param name="most">The limit; null for none.</param>
    public static float Scale(double norm, double? most) => most is { } limit ? (float)Math.Min(1, limit / (norm + Guard)) : 1;
}
