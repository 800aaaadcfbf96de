namespace Escala.Vision.Optimizers;

/// <summary>
/// The way down that schedules take, by multiplications and additions alone: <see cref="Math.Cos"/> may differ in its last bit between
/// the C libraries of two nodes, and with it the weights of two ranks.
/// </summary>
internal static class HalfCosine
{
    /// <summary>The highest power of the squared angle in the series: the next term is below 2^-53 for an angle of pi / 4.</summary>
    private const int Terms = 9;

    /// <summary>(1 + cos(pi x)) / 2, which is the square of cos(pi x / 2): 1 at 0, and 0 at 1.</summary>
    /// <param name="x">From 0 to 1.</param>
    public static double At(double x)
    {
        // Each series is taken where the angle is at most pi / 4, so that it is exact to the last bits everywhere.
        double root = x <= 0.5 ? Cosine(Math.PI / 2 * x) : Sine(Math.PI / 2 * (1 - x));
        return root * root;
    }

    private static double Cosine(double angle)
    {
        double sum = 1;
        for (int k = Terms; k >= 1; k--)
        {
            sum = 1 - (angle * angle / ((2 * k) * ((2 * k) - 1)) * sum);
        }

        return sum;
    }

    private static double Sine(double angle)
    {
        double sum = 1;
        for (int k = Terms; k >= 1; k--)
        {
            sum = 1 - (angle * angle / ((2 * k) * ((2 * k) + 1)) * sum);
        }

        return angle * sum;
    }
}
