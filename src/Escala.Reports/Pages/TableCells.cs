using System.Globalization;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages;

/// <summary>Cells from figures, as a language writes them.</summary>
/// <param name="figures">How numbers are written.</param>
internal sealed class TableCells(Figures figures)
{
    /// <summary>A path, a command or a digest.</summary>
    public static Cell Code(string text) => new(text) { IsCode = true };

    /// <summary>Seconds over repetitions.</summary>
    public Cell Seconds(Spread? seconds) => Of(seconds, figures.Seconds);

    /// <summary>A percentage over repetitions.</summary>
    public Cell Percent(Spread? percent) => Of(percent, figures.Percent);

    /// <summary>Bytes over repetitions, and their share of the machine's memory.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="machineBytes">The machine's memory.</param>
    public Cell Memory(Spread? bytes, long machineBytes) => bytes is null ? Cell.Empty : new Cell(figures.Bytes((long)bytes.Median))
    {
        Number = bytes.Median,
        Note = machineBytes > 0 ? $"{figures.Share(100 * bytes.Median / machineBytes)}\u00a0%" : null,
    };

    /// <summary>A size.</summary>
    public Cell Bytes(long bytes) => new(figures.Bytes(bytes)) { Number = bytes };

    /// <summary>A whole number.</summary>
    public Cell Count(long? count) => count is { } some ? new Cell(figures.Count(some)) { Number = some } : Cell.Empty;

    /// <summary>A whole number over repetitions.</summary>
    public Cell Counts(Spread? counts) => Of(counts, count => figures.Count((long)Math.Round(count)));

    /// <summary>The weight of rows: whole where no row has a weight of its own.</summary>
    public Cell Weight(double weight) => new(double.IsInteger(weight) ? figures.Count((long)weight) : figures.Metric(weight)) { Number = weight };

    /// <summary>The weight of rows, and its share of those it is of.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="all">The weight of all.</param>
    public Cell WeightOf(double weight, double all) =>
        Weight(weight) with { Note = all > 0 ? $"{figures.Share(100 * weight / all)}\u00a0%" : null };

    /// <summary>A part of a whole as a percentage.</summary>
    /// <param name="part">The part.</param>
    /// <param name="all">The whole.</param>
    public Cell Share(double part, double all) => all > 0
        ? new Cell($"{figures.Share(100 * part / all)}\u00a0%") { Number = part / all }
        : Cell.Empty;

    /// <summary>A figure of quality.</summary>
    public Cell Score(double? score) => score is { } some ? new Cell(figures.Metric(some)) { Number = some } : Cell.Empty;

    /// <summary>Seconds of one run.</summary>
    public Cell Seconds(double? seconds) => seconds is { } some ? new Cell(figures.Seconds(some)) { Number = some } : Cell.Empty;

    /// <summary>A number as an option takes it, the same in every language; nothing where none was given.</summary>
    public static Cell Option(double? value) => value is { } number
        ? new Cell(number.ToString(CultureInfo.InvariantCulture)) { IsCode = true, Number = number }
        : Cell.Empty;

    /// <summary>Words as an option takes them; nothing where none were given.</summary>
    public static Cell Option(string? text) => text is null ? Cell.Empty : Code(text);

    private static Cell Of(Spread? spread, Func<double, string> write)
    {
        if (spread is null)
        {
            return Cell.Empty;
        }

        (string smallest, string largest) = (write(spread.Smallest), write(spread.Largest));
        return new Cell(write(spread.Median))
        {
            Number = spread.Median,
            Note = smallest == largest ? null : $"{smallest}–{largest}",
        };
    }
}
