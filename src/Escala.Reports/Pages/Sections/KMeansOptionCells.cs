using System.Globalization;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The options of K-means and what was given for them.</summary>
internal static class KMeansOptionCells
{
    /// <summary>The options in the order of the command line.</summary>
    public static IEnumerable<(string Option, Cell Value)> Of(ReportMaterial material, KMeansOptionsReport options) =>
    [
        ("--clusters", TableCells.Option(options.Clusters)),
        ("--init", TableCells.Code(options.Init)),
        ("--restarts", TableCells.Option(options.Restarts)),
        ("--max-iterations", TableCells.Option(options.MaxIterations)),
        ("--tolerance", TableCells.Option(options.Tolerance)),
        ("--standardize", new Cell(material.Texts[options.Standardize ? "yes" : "no"])),
        ("--missing", TableCells.Code(options.Missing)),
        ("--weights", TableCells.Option(options.Weights)),
        ("--truth", TableCells.Option(options.Truth)),
        ("--test-fraction", TableCells.Option(options.TestFraction)),
        ("--sample-rows", TableCells.Option(options.SampleRows)),
        ("--block-rows", TableCells.Option(options.BlockRows)),
        ("--metrics", TableCells.Code(options.Metrics)),
        ("--seed", TableCells.Code(options.Seed.ToString(CultureInfo.InvariantCulture))),
    ];
}
