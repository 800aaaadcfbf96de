using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Pages.Sections;
using Escala.Reports.Results;

namespace Escala.Reports.Pages;

/// <summary>The report of a comparison, before it has a format.</summary>
internal static class ComparisonDocument
{
    /// <summary>Makes the document.</summary>
    /// <param name="materials">What it is made of: one for each workload.</param>
    public static Document Of(IReadOnlyList<ReportMaterial> materials)
    {
        ReportMaterial first = materials[0];
        ComparisonReport comparison = first.Comparison;
        var document = new Document
        {
            Language = first.Language,
            Title = first.Texts.Format("title", Subject(materials)),
            Subtitle = first.Texts.Format(
                "subtitle", Moments.Day(comparison.Created), comparison.Machine.Cpu, comparison.Machine.Cores, comparison.Version),
            Warnings = Once(materials, FindingSection.Warning),
            Answers = [.. materials.Select(material => ShortAnswer.Of(material, materials.Count > 1))],
            Chapters = materials.Count > 1 ? Several(materials) : [One(first)],
        };
        return document.Numbered();
    }

    /// <summary>
    /// A section of what is to be said of some workloads: each statement once, with the workload's name in front where not all say it.
    /// </summary>
    /// <param name="materials">The workloads.</param>
    /// <param name="id">The section's id, which its texts' keys begin with.</param>
    /// <param name="section">What it says.</param>
    public static Section Said(IReadOnlyList<ReportMaterial> materials, string id, FindingSection section)
    {
        Statement[] statements = Once(materials, section);
        return new Section(
            id, materials[0].Texts[$"{id}.title"], statements.Length > 0 ? [new Statements(statements)] : [materials[0].Paragraph($"{id}.none")]);
    }

    private static Chapter One(ReportMaterial material) => new("", "",
    [
        Introduction.Of([material]),
        Setup.Of(material),
        .. WorkloadChapter.SectionsOf(material),
        Said([material], "limits", FindingSection.Limit),
        Reproduction.Of([material]),
    ]);

    private static Chapter[] Several(IReadOnlyList<ReportMaterial> materials) =>
    [
        new Chapter("", "", [Introduction.Of(materials), Setup.Machine(materials)]),
        .. materials.Select(WorkloadChapter.Of),
        new Chapter("", "", [Said(materials, "limits", FindingSection.Limit), Reproduction.Of(materials)]),
    ];

    private static string Subject(IReadOnlyList<ReportMaterial> materials)
    {
        ReportMaterial first = materials[0];
        string[] names = [.. materials.Select(material => material.Names.Workload(material.Workload.Name))];
        return materials.All(material => material.Workload.Data == first.Workload.Data)
            ? On(first.Names.List(names), first.Workload.Data)
            : first.Names.List([.. materials.Zip(names, (material, name) => On(name, material.Workload.Data))]);

        string On(string what, string data) => first.Texts.Format("title.on", what, data);
    }

    /// <summary>What all workloads say is said once; what one says has its name in front where there are others.</summary>
    private static Statement[] Once(IReadOnlyList<ReportMaterial> materials, FindingSection section) =>
    [
        .. materials
            .SelectMany(material => material.Say(section).Select(statement => (Material: material, Statement: statement)))
            .GroupBy(said => said.Statement)
            .Select(same => same.Count() == materials.Count
                ? same.Key
                : same.Key with { Subject = Named(same.First().Material, same.Key.Subject) }),
    ];

    private static string Named(ReportMaterial material, string subject) =>
        material.Texts.Format("statement.of", material.Names.Workload(material.Workload.Name), subject);
}
