using ScottPlot.TickGenerators;

namespace Escala.Reports.Charts;

/// <summary>An axis of decimal logarithms.</summary>
internal static class LogAxis
{
    /// <summary>From this ratio of the largest to the smallest value on a linear axis would show only the first fall.</summary>
    private const double From = 20;

    /// <summary>Whether values from a lowest to a highest are better seen on it than on a linear one.</summary>
    public static bool Suits(double lowest, double highest) => lowest > 0 && highest / lowest >= From;

    /// <summary>Numbers at 1, 2 and 5 times the powers of ten.</summary>
    /// <param name="lowest">The lowest value, above 0.</param>
    /// <param name="highest">The highest value.</param>
    /// <param name="words">The language.</param>
    public static NumericManual Ticks(double lowest, double highest, ChartWords words)
    {
        var ticks = new NumericManual();
        for (int power = (int)Math.Floor(Math.Log10(lowest)); power <= Math.Log10(highest); power++)
        {
            foreach (int digit in (ReadOnlySpan<int>)[1, 2, 5])
            {
                double value = digit * Math.Pow(10, power);
                ticks.AddMajor(Math.Log10(value), words.Number(value));
            }
        }

        return ticks;
    }
}
