using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The machine, the versions, the options and the command.</summary>
internal static class Setup
{
    /// <summary>The section of a report on one workload.</summary>
    public static Section Of(ReportMaterial material) => new("setup", material.Texts["setup.title"],
    [
        .. MachineBlocks([material]),
        OptionTable.Of(material),
        .. NetworkTable.Of(material),
        new Statements([.. material.Say(FindingSection.Fairness), .. material.Say(FindingSection.Machine)]),
    ]);

    /// <summary>The section on what several workloads share.</summary>
    public static Section Machine(IReadOnlyList<ReportMaterial> materials) =>
        new("setup", materials[0].Texts["setup.title"], MachineBlocks(materials));

    /// <summary>The section on the set-up that is a workload's own.</summary>
    public static Section Options(ReportMaterial material) =>
        new("options", material.Texts["options.title"], [OptionTable.Of(material), .. NetworkTable.Of(material), .. material.List(FindingSection.Fairness)]);

    private static Block[] MachineBlocks(IReadOnlyList<ReportMaterial> materials) =>
        [materials[0].Paragraph("setup.command"), new CodeBlock(materials[0].Command), MachineTable(materials)];

    private static Table MachineTable(IReadOnlyList<ReportMaterial> materials)
    {
        ReportMaterial material = materials[0];
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
            .. Facts(materials, "setup.kernels", result => result.Kernels),
            .. Facts(
                materials,
                "setup.collective",
                result => result.Collective is { } collective ? materials[0].Texts[$"setup.collective.{collective}"] : ""),
            .. Peers(materials),
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

    /// <summary>What differs between engines and peers, with the names of those that have it in common.</summary>
    private static IEnumerable<Row> Facts(IReadOnlyList<ReportMaterial> materials, string key, Func<JobReport, string> fact) => materials
        .SelectMany(material => material.Groups)
        .Where(group => group.Result is not null)
        .GroupBy(group => fact(group.Result!))
        .Where(groups => groups.Key.Length > 0)
        .Select(groups => Fact(
            materials[0].Texts.Format(
                key, string.Join(", ", groups.Select(group => materials[0].NameOf(group.Runs[0])).Distinct())),
            groups.Key));

    private static IEnumerable<Row> Peers(IReadOnlyList<ReportMaterial> materials) => materials
        .SelectMany(material => material.Workload.Runs)
        .Where(run => run.Peer is not null)
        .DistinctBy(run => run.Name)
        .Select(run => Fact(
            materials[0].Texts.Format("label.peer", materials[0].NameOf(run)),
            string.Join(", ", run.Peer!.Versions.Select(version => $"{version.Key} {version.Value}"))));
}
