using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>What would be needed for a cluster to pay, from what the quickest engine took on this machine.</summary>
internal static class ClusterFindings
{
    /// <summary>The findings; none where no engine finished.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) =>
        source.Engines is [var group, ..] && group.Result!.Phases.Count > 0
            ? [source.Engines.FirstOrDefault(engine => engine.IsGang) is { } gang ? Ran(source, gang) : Time(source, group), .. Reading(source, group), Memory(source, group)]
            : [];

    // W = work that ranks could share, s = start-up here, S = start-up there. A cluster pays once S + W / r < s + W.
    private static Finding Time(FindingSource source, RunGroup group)
    {
        var times = RunTimes.Of(group);
        FindingWords words = source.Words;
        return Cluster(source, "time", words.Format(
            "cluster.time",
            source.Label(group),
            words.Figures.Seconds(times.StartUp),
            words.Figures.Seconds(times.Wall - times.StartUp),
            words.Figures.Seconds(times.Wall),
            words.Figures.Seconds(times.StartUp + ((times.Wall - times.StartUp) / 2))));
    }

    // Here both had the same cores. What r machines like this one would make of it is reckoned as in Time, with the start-up that was measured.
    private static Finding Ran(FindingSource source, RunGroup gang)
    {
        RunGroup? alone = source.Engines.FirstOrDefault(engine => !engine.IsGang);
        FindingWords words = source.Words;
        var there = RunTimes.Of(gang);
        string text = words.Format(
            "cluster.ran",
            source.Label(gang),
            words.Figures.Seconds(there.Session),
            words.Figures.Seconds(there.Wall),
            words.Figures.Percent(100 * there.Communicating / there.Wall));
        return Cluster(source, "time", alone is null ? text : $"{text} {Pays(source, gang, alone)}");
    }

    private static string Pays(FindingSource source, RunGroup gang, RunGroup alone)
    {
        FindingWords words = source.Words;
        var there = RunTimes.Of(gang);
        var here = RunTimes.Of(alone);
        double work = here.Wall - here.StartUp;
        double least = 2 * (there.Session + there.StartUp - here.StartUp);
        string compared = words.Format(
            there.Session + there.Wall < here.Wall ? "cluster.ran.quicker" : there.Wall < here.Wall ? "cluster.ran.warm" : "cluster.ran.slower",
            source.Label(gang), source.Label(alone), words.Figures.Seconds(here.Wall));
        string formula = words.Format(
            "cluster.pays",
            words.Figures.Seconds(there.Session + there.StartUp),
            words.Figures.Seconds(here.StartUp),
            source.Label(alone),
            words.Figures.Seconds(Math.Max(least, 0)),
            words.Figures.Seconds(work));
        string size = least > work && work > 0
            ? words.Format(
                source.Own("cluster.pays.rows"), words.Figures.Ratio(least / work), words.Figures.Count((long)(least / work * alone.Result!.UsedRows)))
            : words["cluster.pays.now"];
        return $"{compared} {formula} {size}";
    }

    private static IEnumerable<Finding> Reading(FindingSource source, RunGroup group)
    {
        FitReport result = group.Result!;
        double seconds = group.OfPhase(Phase.Load, phase => phase.WallSeconds)?.Median ?? 0;
        if (seconds > 0)
        {
            Figures figures = source.Words.Figures;
            yield return Cluster(source, "reading", source.Words.Format(
                "cluster.reading",
                figures.Bytes(result.Data.Bytes),
                figures.Seconds(seconds),
                figures.Bytes((long)(result.Data.Bytes / seconds))));
        }
    }

    private static Finding Memory(FindingSource source, RunGroup group)
    {
        var cost = RunCost.Of(group);
        double machine = source.Comparison.Machine.MemoryBytes;
        Figures figures = source.Words.Figures;
        string text = source.Words.Format(
            "cluster.memory", figures.Bytes((long)cost.PeakBytes), figures.Share(100 * cost.PeakBytes / machine));
        // Images stay in their files: the memory does not grow with them as it does with rows.
        if (group.Result!.Data.Images is null && cost.GrowthBytes > 0 && machine > cost.StartBytes)
        {
            double times = (machine - cost.StartBytes) / cost.GrowthBytes;
            text += " " + source.Words.Format(
                "cluster.growth",
                figures.Bytes((long)Math.Round(cost.GrowthBytes / group.Result.UsedRows)),
                figures.Count((long)(times * group.Result.UsedRows)),
                figures.Ratio(times));
        }

        return Cluster(source, "memory", text);
    }

    private static Finding Cluster(FindingSource source, string subject, string text) =>
        new(FindingSection.Cluster, source.Words[$"subject.cluster.{subject}"], text);
}
