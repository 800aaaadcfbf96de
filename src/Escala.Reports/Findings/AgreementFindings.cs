using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>Whether a peer's model that predicts is Escala's, bit by bit, and otherwise how far apart their main scores are.</summary>
internal static class AgreementFindings
{
    /// <summary>The findings, one for each peer.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) =>
        from engine in source.Engines.Take(1)
        from peer in source.Peers
        where engine.Result!.Classification is not null || engine.XGBoost is not null
        select Of(source, engine, peer);

    private static Finding Of(FindingSource source, RunGroup engine, RunGroup peer)
    {
        FindingWords words = source.Words;
        (FitReport ours, FitReport theirs) = (engine.Result!, peer.Result!);
        string text = words[source.Own(ours.Digests.SequenceEqual(theirs.Digests) ? "agreement.same" : "agreement.different")];
        ScoreReport? score = ours.Scores.FirstOrDefault(score => score.Value is not null);
        if (score is not null && theirs.Score(score.Key) is { } value)
        {
            text += " " + words.Format(
                "agreement.score", words.Names.Metric(score.Key), words.Figures.Metric(score.Value!.Value), words.Figures.Metric(value),
                words.Figures.Metric(Math.Abs(score.Value.Value - value)));
        }

        return new Finding(
            FindingSection.Agreement, words.Format("speed.subject", source.Label(engine), source.Label(peer)), text);
    }
}
