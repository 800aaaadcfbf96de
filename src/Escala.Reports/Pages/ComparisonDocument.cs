using System.Text.RegularExpressions;
using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Pages.Sections;
using Escala.Reports.Results;

namespace Escala.Reports.Pages;

/// <summary>The report of a comparison, before it has a format.</summary>
internal static partial class ComparisonDocument
{
    private const int MostOnSpeed = 3;

    /// <summary>Makes the document.</summary>
    /// <param name="material">What it is made of.</param>
    public static Document Of(ReportMaterial material)
    {
        ComparisonReport comparison = material.Comparison;
        var document = new Document
        {
            Language = material.Language,
            Title = material.Texts.Format("title", material.Workload.Data),
            Subtitle = material.Texts.Format(
                "subtitle", Moments.Day(comparison.Created), comparison.Machine.Cpu, comparison.Machine.Cores, comparison.Version),
            Warnings = material.Say(FindingSection.Warning),
            Answer = Answer(material),
            Sections =
            [
                Introduction.Of(material),
                Setup.Of(material),
                DataLayout.Of(material),
                AlgorithmSteps.Of(material, (KMeansWorkloadReport)material.Workload),
                EngineResults.Of(material),
                Initializations.Of(material),
                EnginesCompared.Of(material),
                Said(material, "cluster", FindingSection.Cluster),
                Conclusion.Of(material),
                Said(material, "limits", FindingSection.Limit),
                Reproduction.Of(material),
            ],
        };
        return document.Numbered();
    }

    /// <summary>The first sentence on speed of each finding, whether the answers are the same, and one score in full.</summary>
    private static Statement[] Answer(ReportMaterial material)
    {
        Statement[] answer =
        [
            .. material.Say(FindingSection.Speed).Take(MostOnSpeed).Select(statement => new Statement("", FirstSentence(statement.Text))),
            .. Conclusion.Sameness(material),
            .. OneScore(material),
        ];
        return answer.Length > 0 ? answer : [new Statement("", material.Texts["answer.none"])];
    }

    private static IEnumerable<Statement> OneScore(ReportMaterial material)
    {
        IReadOnlyList<Statement> scores = material.Say(FindingSection.Quality);
        string silhouette = material.Names.Metric(MetricsReport.SilhouetteKey);
        Statement? chosen =
            scores.FirstOrDefault(score => score.Subject.Equals(silhouette, StringComparison.OrdinalIgnoreCase))
            ?? (scores.Count > 0 ? scores[0] : null);
        return chosen is null ? [] : [chosen with { Subject = Capitalized(material, chosen.Subject) }];
    }

    private static string Capitalized(ReportMaterial material, string text) =>
        text.Length > 0 ? char.ToUpper(text[0], material.Language.Culture) + text[1..] : text;

    private static string FirstSentence(string text) => SentenceEnd().Split(text, 2)[0];

    [GeneratedRegex(@"(?<=[.!?])\s+")]
    private static partial Regex SentenceEnd();

    private static Section Said(ReportMaterial material, string id, FindingSection section) => new(
        id, material.Texts[$"{id}.title"],
        material.Say(section).Count > 0 ? [.. material.List(section)] : [material.Paragraph($"{id}.none")]);
}
