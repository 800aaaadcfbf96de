using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>
/// What several threads made of a whole run: the speed-up, and the serial fraction that it amounts to by Amdahl's law
/// ("Validity of the Single Processor Approach", 1967), as Karp and Flatt estimate it from a measured speed-up ("Measuring
/// Parallel Processor Performance", 1990).
/// </summary>
internal static class ThreadScaling
{
    /// <summary>The serial fraction e = (1/S - 1/p) / (1 - 1/p).</summary>
    /// <param name="speedUp">The speed-up S, above 0.</param>
    /// <param name="threads">The threads p, at least 2.</param>
    public static double SerialFraction(double speedUp, int threads) => ((1 / speedUp) - (1.0 / threads)) / (1 - (1.0 / threads));

    /// <summary>The sentence.</summary>
    /// <param name="source">The comparison.</param>
    /// <param name="alone">The runs on one thread.</param>
    /// <param name="together">The runs on several threads.</param>
    public static string Sentence(FindingSource source, RunGroup alone, RunGroup together)
    {
        FindingWords words = source.Words;
        double speedUp = alone.Wall!.Median / together.Wall!.Median;
        double serial = SerialFraction(speedUp, together.Threads);
        string ratio = words.Figures.Ratio(speedUp);
        return serial switch
        {
            >= 1 => words.Format("scaling.none", together.Threads, ratio, source.Label(alone)),
            <= 0 => words.Format("scaling.full", together.Threads, ratio, source.Label(alone)),
            _ => words.Format(
                "scaling.part",
                together.Threads,
                ratio,
                source.Label(alone),
                words.Figures.Percent(100 * speedUp / together.Threads),
                words.Figures.Percent(100 * serial),
                words.Figures.Ratio(1 / serial)),
        };
    }
}
