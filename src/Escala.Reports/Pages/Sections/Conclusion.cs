using Escala.Measurement;
using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>What to take from all of it.</summary>
internal static class Conclusion
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material)
    {
        RunGroup[] engines = [.. material.Groups.Where(group => group is { Kind: RunKind.Engine, Result: not null })];
        Statement[] statements =
        [
            .. Said(material, engines), .. Sameness(material), .. material.Say(FindingSection.Initialization).TakeLast(1),
        ];
        return new Section("conclusion", material.Texts["conclusion.title"],
            engines.Length > 0 ? [new Statements(statements)] : [material.Paragraph("conclusion.none")]);
    }

    /// <summary>Whether the engines learned the same bits; nothing where fewer than two finished.</summary>
    public static IEnumerable<Statement> Sameness(ReportMaterial material)
    {
        if (material.Workload.SameAnswer is { } isSame)
        {
            string key = isSame ? "conclusion.same" : "conclusion.differ";
            yield return new Statement(
                material.Texts[$"{key}.subject"],
                isSame && material.Workload.Worlds.Count > 1 ? material.Suited("conclusion.same.worlds") : material.Own(key));
        }

        if (material.Workload is { Worlds.Count: > 1 } && material.Workload.ScoreDistance() is { } score)
        {
            yield return new Statement(
                material.Suited("conclusion.worlds.subject"),
                material.Suited(
                    "conclusion.worlds",
                    material.Names.List([.. material.Workload.Finished.Select(material.NameOf).Distinct()]),
                    material.Names.Metric(score.Key),
                    material.Figures.Metric(Math.Round(score.Distance, 7))));
        }
    }

    private static IEnumerable<Statement> Said(ReportMaterial material, RunGroup[] engines)
    {
        if (engines.Length == 0)
        {
            yield break;
        }

        RunGroup quickest = engines.MinBy(group => group.Wall!.Median)!;
        RunGroup quickestFit = engines.MinBy(FitSeconds)!;
        RunGroup smallest = engines.MinBy(PeakBytes)!;
        yield return Statement("conclusion.quickest", material.FullLabel(quickest), material.Figures.Seconds(quickest.Wall!.Median));
        yield return Statement("conclusion.fit", material.FullLabel(quickestFit), material.Figures.Seconds(FitSeconds(quickestFit)));
        yield return Statement("conclusion.memory", material.FullLabel(smallest), material.Figures.Bytes((long)PeakBytes(smallest)));

        Statement Statement(string key, params object[] values) =>
            new(material.Texts[$"{key}.subject"], material.Texts.Format(key, values));
    }

    private static double FitSeconds(RunGroup group) => group.OfPhase(Phase.Fit, part => part.WallSeconds)!.Median;

    private static double PeakBytes(RunGroup group) => RunCost.Of(group).PeakBytes;
}
