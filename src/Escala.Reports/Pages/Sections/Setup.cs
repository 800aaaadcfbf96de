using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The machine, the versions, the options and the command.</summary>
internal static class Setup
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material) => new("setup", material.Texts["setup.title"],
    [
        material.Paragraph("setup.command"),
        new CodeBlock(material.Command),
        Machine(material),
        Options(material),
        .. material.List(FindingSection.Fairness),
    ]);

    private static Table Machine(ReportMaterial material)
    {
        Texts texts = material.Texts;
        ComparisonReport comparison = material.Comparison;
        MachineReport machine = comparison.Machine;
        List<Row> rows =
        [
            Fact(texts["setup.cpu"], machine.Cpu),
            Fact(texts["setup.cores"], material.Figures.Count(machine.Cores)),
            Fact(texts["setup.memory"], material.Figures.Bytes(machine.MemoryBytes)),
            Fact(texts["setup.system"], machine.OperatingSystem),
            Fact(texts["setup.runtime"], machine.Runtime),
            Fact(texts["setup.escala"], comparison.Version),
            .. Kernels(material),
            .. Peers(material),
            Fact(
                texts["setup.load"],
                string.Join("; ", machine.LoadAverage.Select(load => load.ToString("F2", material.Language.Culture)))),
            Fact(texts["setup.created"], Moments.Long(comparison.Created)),
        ];
        return new Table
        {
            Caption = texts["setup.machine.caption"],
            Columns = [material.Words("setup.what"), material.Words("setup.value")],
            Rows = rows,
            Command = "escala doctor",
        };
    }

    private static Row Fact(string what, string value) => new([new Cell(what), new Cell(value)]);

    private static IEnumerable<Row> Kernels(ReportMaterial material) => material.Groups
        .Where(group => group.Result is not null)
        .GroupBy(group => group.Result!.Kernels)
        .Where(groups => groups.Key.Length > 0)
        .Select(groups => Fact(
            material.Texts.Format(
                "setup.kernels", string.Join(", ", groups.Select(group => material.NameOf(group.Runs[0])).Distinct())),
            groups.Key));

    private static IEnumerable<Row> Peers(ReportMaterial material) => material.Workload.Runs
        .Where(run => run.Peer is not null)
        .DistinctBy(run => run.Name)
        .Select(run => Fact(
            material.Texts.Format("label.peer", material.NameOf(run)),
            string.Join(", ", run.Peer!.Versions.Select(version => $"{version.Key} {version.Value}"))));

    private static Table Options(ReportMaterial material)
    {
        KMeansOptionsReport options = ((KMeansWorkloadReport)material.Workload).Options;
        (string Option, Cell Value)[] given =
        [
            ("--clusters", TableCells.Option(options.Clusters)),
            ("--init", TableCells.Code(options.Init)),
            ("--restarts", TableCells.Option(options.Restarts)),
            ("--max-iterations", TableCells.Option(options.MaxIterations)),
            ("--tolerance", TableCells.Option(options.Tolerance)),
            ("--standardize", new Cell(material.Texts[options.Standardize ? "yes" : "no"])),
            ("--missing", TableCells.Code(options.Missing)),
            ("--weights", Maybe(options.Weights)),
            ("--truth", Maybe(options.Truth)),
            ("--test-fraction", TableCells.Option(options.TestFraction)),
            ("--sample-rows", options.SampleRows is { } rows ? TableCells.Option(rows) : Cell.Empty),
            ("--block-rows", TableCells.Option(options.BlockRows)),
            ("--metrics", TableCells.Code(options.Metrics)),
            ("--seed", TableCells.Code(options.Seed.ToString(material.Language.Culture))),
        ];
        return new Table
        {
            Caption = material.Texts["setup.options.caption"],
            Columns = [material.Words("setup.option"), material.Words("setup.value"), material.Words("setup.meaning")],
            Rows =
            [
                .. given.Select(one => new Row(
                    [TableCells.Code(one.Option), one.Value, new Cell(material.Texts[$"option.{one.Option[2..]}"])])),
            ],
            Command = material.Command,
        };
    }

    private static Cell Maybe(string? text) => text is null ? Cell.Empty : TableCells.Code(text);
}
