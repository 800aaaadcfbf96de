using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>What must be known before anything else is believed.</summary>
internal static class WarningFindings
{
    private const double BusyLoadPerCore = 0.5;

    /// <summary>More busy runs than this are summed up.</summary>
    private const int MostNamed = 3;

    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) =>
        Disagreement(source).Concat(Failures(source)).Concat(Busy(source)).Concat(NoSpread(source));

    private static IEnumerable<Finding> Disagreement(FindingSource source)
    {
        if (source.Workload.SameAnswer != false)
        {
            yield break;
        }

        string differing = string.Join('-', source.Workload.DifferingDigests());
        string engines = string.Join(", ", source.Engines.Select(source.Label).Order(StringComparer.Ordinal));
        yield return Warning(source, "agreement", source.Words.Format($"warning.disagree.{differing}", engines));
    }

    private static IEnumerable<Finding> Failures(FindingSource source) =>
        source.Workload.Runs.Where(run => run.Error is not null).Select(run => new Finding(
            FindingSection.Warning,
            source.Label(run),
            run.ExitCode is { } code and not 0
                ? source.Words.Format("warning.failed.code", run.Repeat, code, run.Error!)
                : source.Words.Format("warning.failed", run.Repeat, run.Error!)));

    private static IEnumerable<Finding> Busy(FindingSource source)
    {
        double limit = BusyLoadPerCore * source.Comparison.Machine.Cores;
        RunReport[] ran = [.. source.Workload.Runs.Where(run => run.BackgroundLoad is not null)];
        RunReport[] busy = [.. ran.Where(run => run.BackgroundLoad > limit)];
        if (busy.Length == 0)
        {
            yield break;
        }

        string list = busy.Length <= MostNamed
            ? string.Join("; ", busy.Select(run => source.Words.Format(
                "warning.busy.run", source.Label(run), run.Repeat, source.Words.Figures.Ratio(run.BackgroundLoad!.Value))))
            : source.Words.Format(
                "warning.busy.range",
                source.Words.Figures.Ratio(busy.Min(run => run.BackgroundLoad!.Value)),
                source.Words.Figures.Ratio(busy.Max(run => run.BackgroundLoad!.Value)));
        yield return Warning(
            source,
            "busy",
            source.Words.Counted("warning.busy", busy.Length, ran.Length, source.Words.Figures.Ratio(limit), list));
    }

    private static IEnumerable<Finding> NoSpread(FindingSource source)
    {
        if (source.Rivals.Any() && source.Rivals.All(group => group.Finished.Count() == 1))
        {
            yield return Warning(source, "once", source.Words["warning.once"]);
        }
    }

    private static Finding Warning(FindingSource source, string subject, string text) =>
        new(FindingSection.Warning, source.Words[$"subject.{subject}"], text);
}
