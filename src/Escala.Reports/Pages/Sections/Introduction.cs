using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The question, and how it was put.</summary>
internal static class Introduction
{
    /// <summary>Makes the section.</summary>
    public static Section Of(IReadOnlyList<ReportMaterial> materials)
    {
        ReportMaterial material = materials[0];
        int engines = CountOf(RunKind.Engine);
        int peers = CountOf(RunKind.Peer);
        List<Block> blocks =
        [
            .. Questions(materials),
            material.Paragraph(
                "intro.runs", Counted("engines", engines), Counted("peers", peers), Counted("repeats", material.Comparison.Repeat)),
            material.Paragraph("intro.fair"),
            material.Paragraph("intro.reading", material.Figures.Bytes(material.Comparison.Machine.MemoryBytes)),
        ];
        return new Section("introduction", material.Texts["intro.title"], blocks);

        int CountOf(RunKind kind) => materials
            .SelectMany(one => one.Groups)
            .Where(group => group.Kind == kind && group.Result is not null)
            .DistinctBy(group => group.Name)
            .Count();

        string Counted(string what, int count) =>
            material.Texts.Format(count == 1 ? $"count.{what}.one" : $"count.{what}.many", material.Figures.Count(count));
    }

    private static Block[] Questions(IReadOnlyList<ReportMaterial> materials) => materials.Count == 1
        ? [new Paragraph(materials[0].Own("intro.question"))]
        :
        [
            new Statements(
            [
                .. materials.Select(material =>
                    new Statement(material.Names.Workload(material.Workload.Name), material.Own("intro.question"))),
            ]),
        ];
}
