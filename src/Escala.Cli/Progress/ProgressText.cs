using System.Globalization;
using Escala.Engines;
using Escala.Measurement;
using Escala.Reports.Languages;

namespace Escala.Cli.Progress;

/// <summary>Puts the progress of one job into words.</summary>
/// <param name="restarts">How many runs there will be.</param>
/// <param name="usedRows">How many of so many rows read will be used.</param>
internal sealed class ProgressText(int restarts, Func<long, long> usedRows)
{
    private long _readRows;
    private int _run;

    /// <summary>For work without runs that uses every row.</summary>
    public ProgressText()
        : this(1, rows => rows)
    {
    }

    /// <summary>One line about where the job stands. Every report has to pass through, in order.</summary>
    /// <param name="progress">The report.</param>
    public string Describe(JobProgress progress)
    {
        string phase = PhaseNames.Of(progress.Phase);
        if (progress.Phase == Phase.Init && progress.Progress is null)
        {
            _run++;
        }

        if (progress.Progress is not { } done)
        {
            return phase;
        }

        double seconds = progress.Elapsed.TotalSeconds;
        return phase + " " + (progress.Phase == Phase.Fit ? DescribeFit(done, seconds) : DescribeRows(done, seconds));
    }

    private string DescribeRows(PhaseProgress done, double seconds)
    {
        _readRows = done.Completed;
        string text = done.Total is { } total and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{done.Completed:N0} of {total:N0} rows ({100.0 * done.Completed / total:F0} %)")
            : string.Create(CultureInfo.InvariantCulture, $"{done.Completed:N0} rows");
        if (seconds <= 0 || done.Completed == 0)
        {
            return text;
        }

        string left = done.Total is { } all ? $", {Figures.English.Duration(seconds / done.Completed * (all - done.Completed))} left" : "";
        return $"{text}, {Figures.English.Rate(done.Completed / seconds)} rows/s{left}";
    }

    private string DescribeFit(PhaseProgress done, double seconds)
    {
        string run = restarts > 1 ? $"run {Math.Max(1, _run)} of {restarts}, " : "";
        string most = done.Total is { } total ? $" of at most {total}" : "";
        string text = $"{run}iteration {done.Completed}{most}";
        if (done.Objective is { } inertia)
        {
            text += $", inertia {Figures.English.Metric(inertia)}";
        }

        if (seconds <= 0 || done.Completed == 0)
        {
            return text;
        }

        if (_readRows > 0)
        {
            text += $", {Figures.English.Rate(usedRows(_readRows) * done.Completed / seconds)} rows/s";
        }

        long left = done.Total is { } iterations
            ? iterations - done.Completed + (Math.Max(0, restarts - Math.Max(1, _run)) * iterations)
            : 0;
        return left > 0 ? $"{text}, at most {Figures.English.Duration(seconds / done.Completed * left)} left" : text;
    }
}
