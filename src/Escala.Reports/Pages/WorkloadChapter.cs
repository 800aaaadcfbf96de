using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Pages.Sections;
using Escala.Reports.Results;

namespace Escala.Reports.Pages;

/// <summary>The sections about one workload, which do not depend on there being others.</summary>
internal static class WorkloadChapter
{
    /// <summary>The sections between the set-up and the limits.</summary>
    public static IEnumerable<Section> SectionsOf(ReportMaterial material) =>
    [
        DataLayout.Of(material),
        AlgorithmSteps.Of(material),
        EngineResults.Of(material),
        .. OwnSections(material),
        EnginesCompared.Of(material),
        ComparisonDocument.Said([material], "cluster", FindingSection.Cluster),
        Conclusion.Of(material),
    ];

    private static Section[] OwnSections(ReportMaterial material) => material.Workload switch
    {
        KMeansWorkloadReport => [Initializations.Of(material)],
        XGBoostWorkloadReport => [PredictionQuality.Of(material), Learning.Of(material), Importance.Of(material)],
        ConvNetWorkloadReport => [PredictionQuality.Of(material), Mistakes.Of(material), Learning.Of(material)],
        var other => throw new InvalidOperationException($"{other.Name} has no sections."),
    };

    /// <summary>The sections as a chapter among others: their ids begin with the workload's name.</summary>
    public static Chapter Of(ReportMaterial material)
    {
        string name = material.Workload.Name;
        Section[] sections = [Setup.Options(material), .. SectionsOf(material)];
        return new Chapter(
            name, material.Names.Workload(name), [.. sections.Select(section => section with { Id = $"{name}-{section.Id}" })]);
    }
}
