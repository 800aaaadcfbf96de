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

    /// <summary>A figure of quality.</summary>
    public Cell Score(double? score) => score is { } some ? new Cell(figures.Metric(some)) { Number = some } : Cell.Empty;

    /// <summary>Seconds of one run.</summary>
    public Cell Seconds(double? seconds) => seconds is { } some ? new Cell(figures.Seconds(some)) { Number = some } : Cell.Empty;

    /// <summary>A number as an option takes it, the same in every language.</summary>
    public static Cell Option(double value) => new(value.ToString(CultureInfo.InvariantCulture)) { IsCode = true, Number = value };

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
