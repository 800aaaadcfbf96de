using System.Globalization;
using Escala.Cli.Tables;
using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Comparison;

/// <summary>The readable result of a comparison.</summary>
internal static class ComparisonText
{
    private static readonly JobText s_job = new(Language.English);

    /// <summary>Writes it.</summary>
    public static void Write(ComparisonReport report, IAnsiConsole console)
    {
        if (report.SameAnswer == false)
        {
            JobText.WriteLines(
                console,
                "THE ENGINES DISAGREE: their centroids or labels are not the same bits.",
                "This is a bug of Escala; please report it with results.json.",
                "");
        }

        WriteHead(report, console);
        Summary(report).WriteTo(console);
        foreach (RunReport failed in report.Runs.Where(run => run.Error is not null))
        {
            JobText.WriteLines(console, $"{failed.Name} failed: {failed.Error}", "");
        }

        RunReport[] finished = [.. report.Finished];
        if (finished.Length > 0)
        {
            Phases(finished).WriteTo(console);
            Quality(finished).WriteTo(console);
            s_job.WriteAbsent(console, finished[0].Result!.Metrics);
            if (finished[0].Result!.TestRows is { } testRows)
            {
                string rows = $"{Figures.English.Count(testRows)} test rows";
                s_job.Metrics([.. finished.Select(run => ($"{run.Name}, {rows}", run.Result!.TestMetrics!))]).WriteTo(console);
            }
        }

        JobText.WriteLines(console, [.. Conclusions(report)]);
    }

    /// <summary>What the figures say, in sentences.</summary>
    internal static IEnumerable<string> Conclusions(ComparisonReport report)
    {
        if (report.SameAnswer is { } isSame)
        {
            string names = string.Join(" and ", report.Finished.Select(run => run.Name));
            yield return isSame
                ? $"Centroids and labels of {names} are the same bits."
                : $"Centroids or labels of {names} DIFFER.";
        }

        RunReport? serial = report.Finished.FirstOrDefault(run => run.Name == Options.EngineChoice.Serial);
        RunReport? local = report.Finished.FirstOrDefault(run => run.Name == Options.EngineChoice.Local);
        if (serial is not null && local is not null)
        {
            string fit = Ratio(Wall(serial, Phase.Fit), Wall(local, Phase.Fit));
            string all = Ratio(serial.WallSeconds!.Value, local.WallSeconds!.Value);
            yield return $"Speed of local over serial: {fit} in the fit phase, {all} in all.";
        }
    }

    private static void WriteHead(ComparisonReport report, IAnsiConsole console)
    {
        MachineReport machine = report.Machine;
        FitReport? first = report.Finished.FirstOrDefault()?.Result;
        string scale = report.Scale is null ? "" : $", scale {report.Scale}";
        JobText.WriteLines(
            console,
            $"K-means on {report.Data}{scale}: {Plural(report.Options.Clusters, "cluster")}, "
                + $"{Plural(report.Options.Restarts, "run")} from {report.Options.Init}",
            first is null ? "no result" : s_job.Rows(first),
            $"{machine.Cpu}, {Plural(machine.Cores, "core")}, {Figures.English.Bytes(machine.MemoryBytes)}; "
                + $"{machine.OperatingSystem}; {machine.Runtime}; {first?.Kernels ?? "no"} kernels; load "
                + $"{machine.LoadAverage[0].ToString("F2", CultureInfo.InvariantCulture)}",
            "");
    }

    private static FigureTable Summary(ComparisonReport report)
    {
        var table = new FigureTable("Engines", "engine", "threads", "wall s", "fit s", "CPU s", "CPU %", "peak MiB", "inertia", "result");
        foreach (RunReport run in report.Runs)
        {
            if (run.Result is not { } fit)
            {
                table.AddRow(run.Name, "-", Seconds(run.WallSeconds), "-", "-", "-", "-", "-", $"failed ({run.ExitCode})");
                continue;
            }

            table.AddRow(
                run.Name,
                Figures.English.Count(fit.Threads),
                Seconds(run.WallSeconds),
                Figures.English.Seconds(Wall(run, Phase.Fit)),
                Figures.English.Seconds(fit.Phases.Sum(phase => phase.CpuSeconds)),
                Figures.English.Percent(CpuPercent(fit)),
                Figures.English.Mebibytes(fit.Phases.Max(phase => phase.PeakResidentBytes)),
                Figures.English.Metric(fit.Metrics.Inertia),
                "done");
        }

        return table;
    }

    /// <summary>Every figure of quality, and what the answers are told apart by.</summary>
    private static FigureTable Quality(RunReport[] runs)
    {
        const int DigestDigits = 8;
        FigureTable table = s_job.Metrics([.. runs.Select(run => (run.Name, run.Result!.Metrics))]);
        table.AddRow(["iterations", .. runs.Select(run => Figures.English.Count(run.Result!.Iterations))]);
        table.AddRow(["digest of the centroids", .. runs.Select(run => run.Result!.Digest.Centroids[..DigestDigits])]);
        table.AddRow(["digest of the labels", .. runs.Select(run => run.Result!.Digest.Labels[..DigestDigits])]);
        return table;
    }

    private static FigureTable Phases(RunReport[] runs)
    {
        var table = new FigureTable("Phases", ["phase", "engine", .. s_job.PhaseColumns]);
        foreach (Phase phase in runs.SelectMany(run => run.Result!.Phases).Select(phase => phase.Name).Distinct())
        {
            foreach (RunReport run in runs)
            {
                foreach (PhaseReport part in run.Result!.Phases.Where(part => part.Name == phase))
                {
                    AddPhase(table, new Names(Language.English).Phase(phase), run, part);
                }
            }
        }

        foreach (RunReport run in runs)
        {
            AddPhase(table, "all phases", run, Whole(run.Result!));
        }

        return table;
    }

    private static void AddPhase(FigureTable table, string name, RunReport run, PhaseReport part) =>
        table.AddRow([name, run.Name, .. s_job.PhaseFigures(part, run.Result!.MachineMemoryBytes)]);

    /// <summary>All phases as one.</summary>
    private static PhaseReport Whole(FitReport fit) => fit.Phases[0] with
    {
        WallSeconds = fit.Phases.Sum(phase => phase.WallSeconds),
        CpuSeconds = fit.Phases.Sum(phase => phase.CpuSeconds),
        CpuPercent = CpuPercent(fit),
        EndResidentBytes = fit.Phases[^1].EndResidentBytes,
        PeakResidentBytes = fit.Phases.Max(phase => phase.PeakResidentBytes),
    };

    private static double CpuPercent(FitReport fit)
    {
        double wall = fit.Phases.Sum(phase => phase.WallSeconds);
        return wall > 0 ? 100 * fit.Phases.Sum(phase => phase.CpuSeconds) / (wall * fit.Threads * fit.Ranks) : 0;
    }

    private static double Wall(RunReport run, Phase name) =>
        run.Result!.Phases.Where(phase => phase.Name == name).Sum(phase => phase.WallSeconds);

    private static string Plural(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Ratio(double slow, double quick) =>
        quick > 0 ? $"{(slow / quick).ToString("F2", CultureInfo.InvariantCulture)} x" : "not measurable";

    private static string Seconds(double? seconds) => seconds is { } value ? Figures.English.Seconds(value) : "-";
}
