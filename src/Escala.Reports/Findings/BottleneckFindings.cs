using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>What held each run back, and which option would move it.</summary>
internal static class BottleneckFindings
{
    private const double FullMemoryPercent = 80;
    private const double IdleCpuPercent = 60;
    private const string SeveralThreads = "advice.computing.serial";

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) =>
        source.Rivals.Where(group => group.Result!.Phases.Count > 0).Select(
            group => new Finding(FindingSection.Bottleneck, source.Label(group), string.Join(" ", Sentences(source, group))));

    private static IEnumerable<string> Sentences(FindingSource source, RunGroup group)
    {
        FindingWords words = source.Words;
        var times = RunTimes.Of(group);
        (string Key, double Seconds)[] parts =
        [
            ("start-up", times.StartUp), ("reading", times.Reading), ("computing", times.Computing), ("communicating", times.Communicating),
        ];
        string largest = parts.MaxBy(part => part.Seconds).Key;
        yield return words.Format(
            $"bottleneck.{largest}", [.. parts.Select(part => (object)words.Figures.Percent(100 * part.Seconds / times.Wall))]);

        // Which options the other system has is not known here.
        bool isEngine = group.Kind == RunKind.Engine;
        double peak = 100 * RunCost.Of(group).PeakBytes / source.Comparison.Machine.MemoryBytes;
        if (peak > FullMemoryPercent)
        {
            yield return words.Format(source.Own("bottleneck.memory"), words.Figures.Percent(peak));
        }

        if (isEngine && AdviceKey(group, largest) is var advice && !IsRefuted(source, group, advice))
        {
            yield return words[source.Own(advice)];
        }

        foreach (string sentence in Threads(source, group))
        {
            yield return sentence;
        }
    }

    /// <summary>Whether this very comparison measured that all cores shorten nothing.</summary>
    private static bool IsRefuted(FindingSource source, RunGroup group, string key) => key == SeveralThreads
        && source.Engines.Any(other => other.Threads > group.Threads && other.Wall!.Median >= group.Wall!.Median);

    private static string AdviceKey(RunGroup group, string largest)
    {
        FitReport result = group.Result!;
        return largest switch
        {
            "reading" when result.Data.Images is { IsDecoded: false } => "advice.reading",
            "reading" when result.Data.Format != "parquet" => "advice.reading.format",
            "computing" when Longest(group) == Phase.Evaluate => "advice.computing.evaluate",
            "computing" when result.Ranks * result.Threads == 1 => SeveralThreads,
            "computing" when result is KMeansFitReport { Options.Restarts: > 1 } => "advice.computing.restarts",
            _ => $"advice.{largest}",
        };
    }

    private static Phase Longest(RunGroup group) => group.Result!.Phases
        .Where(phase => phase.Name != Phase.Load)
        .Select(phase => phase.Name)
        .MaxBy(phase => group.OfPhase(phase, part => part.WallSeconds)!.Median);

    private static IEnumerable<string> Threads(FindingSource source, RunGroup group)
    {
        var cost = RunCost.Of(group);
        if (group.Threads > 1 && cost.CpuPercent < IdleCpuPercent)
        {
            yield return source.Words.Format("bottleneck.idle", source.Words.Figures.Percent(cost.CpuPercent), group.Threads);
        }

        RunGroup? alone = source.Rivals.FirstOrDefault(other => IsAlone(other, group));
        if (group.Threads > 1 && alone is not null)
        {
            yield return ThreadScaling.Sentence(source, alone, group);
        }
    }

    private static bool IsAlone(RunGroup other, RunGroup group) => other.Threads == 1
        && other.Kind == group.Kind
        && (group.Kind == RunKind.Engine ? other.Name == "serial" : other.Name == group.Name);
}
