using System.Text.RegularExpressions;
using Escala.Reports.Findings;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Pages.Sections;
using Escala.Reports.Results;

namespace Escala.Reports.Pages;

/// <summary>What is to be known of a workload by those who read nothing else.</summary>
internal static partial class ShortAnswer
{
    private const int MostOnSpeed = 3;

    /// <summary>The first sentence on speed of each finding, whether the answers are the same, and one score in full.</summary>
    /// <param name="material">What is known of the workload.</param>
    /// <param name="isOneOfSeveral">Whether it has to be named.</param>
    public static Answer Of(ReportMaterial material, bool isOneOfSeveral)
    {
        Statement[] statements =
        [
            .. material.Say(FindingSection.Speed).Take(MostOnSpeed).Select(statement => new Statement("", FirstSentence(statement.Text))),
            .. Conclusion.Sameness(material),
            .. OneScore(material),
        ];
        return new Answer(
            isOneOfSeveral ? material.Names.Workload(material.Workload.Name) : "",
            statements.Length > 0 ? statements : [new Statement("", material.Texts["answer.none"])]);
    }

    /// <summary>The silhouette of K-means; the first score of anything else.</summary>
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
}
