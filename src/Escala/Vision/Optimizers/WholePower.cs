namespace Escala.Vision.Optimizers;

/// <summary>
/// Powers by multiplications alone. Every rank works learning rates and corrections out by itself, and <see cref="Math.Pow"/> may
/// differ in its last bit between the C libraries of two nodes: their weights would part.
/// </summary>
internal static class WholePower
{
    /// <summary>A number to a power of at least 0, by repeated squaring.</summary>
    public static double Of(double number, long power)
    {
        double result = 1;
        for (double square = number; power > 0; power >>= 1, square *= square)
        {
            if ((power & 1) != 0)
            {
                result *= square;
            }
        }

        return result;
    }
}
