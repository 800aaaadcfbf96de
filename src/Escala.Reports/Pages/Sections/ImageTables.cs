using Escala.Measurement;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>The images: how many, how large, and how many a second went through each phase.</summary>
internal static class ImageTables
{
    private static readonly Phase[] Phases = [Phase.Load, Phase.Split, Phase.Prepare, Phase.Fit, Phase.Evaluate];

    /// <summary>What the images are like.</summary>
    public static Table Facts(ReportMaterial material, ImagesReport images)
    {
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = material.Texts["images.caption"],
            Columns = [material.Words("setup.what"), material.Words("setup.value")],
            Rows =
            [
                Fact("images.count", cells.Count(images.Count)),
                Fact("images.own", images.OwnTestCount > 0 ? cells.Count(images.OwnTestCount) : new Cell(material.Texts["images.own.none"])),
                Fact("images.shape", new Cell(images.Shape.ToString())),
                Fact("images.classes", cells.Count(images.Classes.Count)),
                Fact("images.stored", cells.Bytes(images.StoredBytes)),
                Fact("images.float32", cells.Bytes(images.Float32Bytes)),
            ],
            Command = material.Command,
        };

        Row Fact(string key, Cell value) => new([new Cell(material.Texts[key]), value]);
    }

    /// <summary>Images a second by engine, peer and phase, beside the memory that a rank planned.</summary>
    public static Table Rates(ReportMaterial material) => new()
    {
        Caption = material.Texts["images.rates.caption"],
        Columns =
        [
            material.Words("run.name"), material.Numbers("run.threads"), material.Numbers("images.ranks"),
            .. Phases.Select(phase => new Column(material.Texts.Format("images.rate", material.Names.Phase(phase)), IsNumeric: true)),
            material.Numbers("images.trained"), material.Numbers("images.planned"),
        ],
        Rows = [.. material.Groups.Select(group => RowOf(material, group))],
        Command = material.Command,
    };

    private static Row RowOf(ReportMaterial material, RunGroup group)
    {
        var cells = new TableCells(material.Figures);
        Cell[] name = [new Cell(material.Label(group)), cells.Count(group.Threads)];
        return group.ConvNet is { } fit
            ? new Row(
            [
                .. name,
                cells.Count(fit.Ranks),
                .. Phases.Select(phase => Rate(group, phase)),
                cells.Counts(group.ImagesPerSecond),
                fit.PlannedBytes is { } bytes ? cells.Bytes(bytes) : Cell.Empty,
            ])
            : new Row(name, RunOutcomes.Why(material, group));

        Cell Rate(RunGroup group, Phase phase) => cells.Counts(Spread.Of(group.Finished
            .Select(run => (ConvNetFitReport)run.Result!)
            .SelectMany(fit => fit.Phases.Where(part => part.Name == phase).Select(fit.ImagesPerSecondOf))
            .OfType<double>()));
    }
}
