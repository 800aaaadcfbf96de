using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>What was equal on all sides, and where it could not be.</summary>
internal static class FairnessFindings
{
    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) =>
        Equal(source).Concat(Order(source)).Concat(Differences(source)).Concat(NotRun(source)).Concat(Versions(source));

    private static IEnumerable<Finding> Equal(FindingSource source)
    {
        FitReport[] results = [.. source.Rivals.SelectMany(group => group.Finished).Select(run => run.Result!)];
        if (results.Length == 0)
        {
            yield break;
        }

        yield return Fair(source, "equal", string.Join(" ", EqualSentences(source, results)));
    }

    private static IEnumerable<string> EqualSentences(FindingSource source, FitReport[] results)
    {
        FindingWords words = source.Words;
        FitReport first = results[0];
        string[] differing =
        [
            .. Differing("rows", result => (result.Rows, result.TestRows)),
            .. Differing("features", result => string.Join('\n', result.Features)),
            .. Differing("seed", result => result.Seed),
            .. Differing("options", result => result.OptionsText),
        ];
        yield return differing.Length == 0
            ? first.Data.Images is { } images
                ? words.Counted("fairness.equal.images", first.Rows, images.Shape, first.Seed)
                : words.Counted("fairness.equal", first.Features.Count, words.Figures.Count(first.Rows), first.Seed)
            : words.Format("fairness.unequal", string.Join(", ", differing));
        if (first.TestRows is { } test)
        {
            yield return words.Counted(source.Own("fairness.test"), test);
        }

        yield return words["fairness.judge"];

        IEnumerable<string> Differing<T>(string what, Func<FitReport, T> setting) =>
            results.Select(setting).Distinct().Count() == 1 ? [] : [words[source.Own($"fairness.setting.{what}")]];
    }

    private static IEnumerable<Finding> Order(FindingSource source)
    {
        string[][] rounds =
        [
            .. source.Workload.Runs
                .Where(run => run.Kind != RunKind.Initialization && run.NotRun is null)
                .GroupBy(run => run.Repeat)
                .Select(round => round.Select(source.Label).ToArray()),
        ];
        if (rounds.Length == 0)
        {
            yield break;
        }

        bool alternates = rounds.Length > 1
            && rounds[0].Length > 1
            && rounds.Zip(rounds.Skip(1)).All(pair => pair.First.SequenceEqual(pair.Second.Reverse()));
        string repeats = source.Words.Counted("fairness.repeats", rounds.Length);
        yield return Fair(source, "order", alternates ? $"{repeats} {source.Words["fairness.alternating"]}" : repeats);
    }

    private static IEnumerable<Finding> Versions(FindingSource source)
    {
        ComparisonReport comparison = source.Comparison;
        MachineReport machine = comparison.Machine;
        string text = source.Words.Counted(
            "fairness.machine", machine.Cores, machine.Cpu, source.Words.Figures.Bytes(machine.MemoryBytes), machine.OperatingSystem);
        text += " " + source.Words.Format("fairness.versions", comparison.Version, machine.Runtime);
        string[] kernels = [.. source.Engines.Select(group => group.Result!.Kernels).Distinct()];
        if (kernels.Length > 0)
        {
            text += " " + source.Words.Format("fairness.kernels", string.Join(", ", kernels));
        }

        yield return new Finding(FindingSection.Machine, source.Words["subject.machine"], text);
    }

    private static IEnumerable<Finding> Differences(FindingSource source) =>
        from peer in source.Peers.DistinctBy(rival => rival.Name)
        let more = peer.Finished.First().Peer
        where more is not null
        let versions = string.Join(", ", more.Versions.Select(version => $"{version.Key} {version.Value}"))
        select new Finding(
            FindingSection.Fairness,
            source.Words.Names.Engine(peer.Name),
            string.Join(" ", [source.Words.Format("fairness.peer", versions), .. more.Differences.Select(source.Words.PeerDifference)]));

    // A peer that is not there is called what the command line calls it.
    private static IEnumerable<Finding> NotRun(FindingSource source) =>
        from run in source.Workload.Runs.DistinctBy(run => (run.Kind, run.Name))
        let notRun = run.NotRun
        where notRun is not null
        let reason = source.Words.Format("fairness.not-run", notRun.Reason)
        select new Finding(
            FindingSection.Fairness,
            run.Name,
            notRun.Remedy is { } remedy ? $"{reason} {source.Words.Format("fairness.remedy", remedy)}" : reason);

    private static Finding Fair(FindingSource source, string subject, string text) =>
        new(FindingSection.Fairness, source.Words[$"subject.{subject}"], text);
}
