using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>The files, and which rank reads what of them.</summary>
internal static class DataLayout
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material)
    {
        List<Block> blocks = [];
        if (material.AnyResult is { } result)
        {
            blocks.Add(new Paragraph(material.Own(
                "data.rows",
                material.Workload.Data,
                string.Join(", ", result.Features),
                material.Figures.Count(result.Rows),
                material.Figures.Count(result.TestRows ?? 0),
                material.Figures.Count(result.DroppedRows))));
            if (result is XGBoostFitReport or ConvNetFitReport)
            {
                blocks.Add(DataParts.Of(material, result));
            }

            if (result.Data.Sql is { } sql)
            {
                blocks.AddRange([material.Paragraph("data.sql"), new CodeBlock(sql)]);
            }

            blocks.AddRange(result.Data.Images is { } images
                ?
                [
                    ImageTables.Facts(material, images), Files(material, result.Data), material.Paragraph("data.layout.images"),
                    ImageTables.Rates(material),
                ]
                : [Files(material, result.Data), material.Paragraph("data.layout"), Pieces(material)]);
        }
        else
        {
            blocks.Add(material.Paragraph("data.none", material.Workload.Data));
        }

        return new Section("data", material.Texts["data.title"], [.. blocks, .. material.ChartsAt(ChartPlace.Data)]);
    }

    private static Table Files(ReportMaterial material, DataReport data)
    {
        // Files of images have no groups of rows, and their rows are counted together.
        bool hasRows = data.Images is null;
        var cells = new TableCells(material.Figures);
        return new Table
        {
            Caption = material.Texts["data.files.caption"],
            Columns =
            [
                material.Words("data.file"), material.Words("data.format"), material.Numbers("data.bytes"),
                .. hasRows ? [material.Numbers("data.rowcount"), material.Numbers("data.rowgroups")] : Array.Empty<Column>(),
            ],
            Rows =
            [
                .. data.Files.Select(file => new Row(
                [
                    TableCells.Code(file.Path), new Cell(data.Format), cells.Bytes(file.Bytes),
                    .. hasRows ? [cells.Count(file.Rows), cells.Count(file.RowGroups)] : Array.Empty<Cell>(),
                ])),
            ],
            Command = material.Command,
        };
    }

    private static Table Pieces(ReportMaterial material) => new()
    {
        Caption = material.Texts["data.pieces.caption"],
        Columns =
        [
            material.Words("run.name"), material.Numbers("data.rank"), material.Words("data.file"), material.Numbers("data.first"),
            material.Numbers("data.end"), material.Numbers("data.read"), material.Numbers("data.kept"), material.Numbers("data.blocks"),
        ],
        Rows =
        [
            .. material.Groups
                .Where(group => group is { Kind: RunKind.Engine, Result: not null })
                .SelectMany(group => Pieces(material, group)),
        ],
        Command = material.Command,
    };

    private static IEnumerable<Row> Pieces(ReportMaterial material, RunGroup group)
    {
        FitReport result = group.Result!;
        var cells = new TableCells(material.Figures);
        return result.Data.Pieces.Select(piece => new Row(
        [
            new Cell(material.Label(group)),
            cells.Count(piece.Rank),
            TableCells.Code(Path.GetFileName(result.Data.Files[piece.FileIndex].Path)),
            piece.StartByte is { } firstByte ? Byte(firstByte) : cells.Count(piece.StartRow),
            piece.EndByte is { } endByte ? Byte(endByte)
                : piece.EndRow is { } end ? cells.Count(end) : new Cell(material.Texts["data.tail"]),
            cells.Count(result.PerRank.FirstOrDefault(rank => rank.Rank == piece.Rank)?.ReadRows),
            cells.Count(KeptRows(result)),
            cells.Count(KeptRows(result) is { } rows ? (rows + result.BlockRows - 1) / result.BlockRows : null),
        ]));

        Cell Byte(long number) => new(material.Texts.Format("data.byte", material.Figures.Count(number)));
    }

    /// <summary>Ranks do not say how many rows they kept, so that it is known where there is one rank only.</summary>
    private static long? KeptRows(FitReport result) => result.Ranks == 1 ? result.UsedRows : null;
}
