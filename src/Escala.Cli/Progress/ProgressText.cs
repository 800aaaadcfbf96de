using Escala.Cli.Algorithms;
using Escala.Engines;
using Escala.Measurement;
using Escala.Reports.Languages;

namespace Escala.Cli.Progress;

/// <summary>Puts the progress of one job into words.</summary>
/// <param name="language">The language.</param>
/// <param name="fit">The fit that it is of; null for work without steps.</param>
internal sealed class ProgressText(Language language, FitRequest? fit = null)
{
    private readonly Texts _texts = ProgressTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);
    private readonly int _restarts = fit?.Restarts ?? 1;
    private long _readRows;
    private int _run;

    /// <summary>One line about where the job stands. Every report has to pass through, in order.</summary>
    /// <param name="progress">The report.</param>
    public string Describe(JobProgress progress)
    {
        string phase = _names.Phase(progress.Phase);
        if (progress.Phase == Phase.Init && progress.Progress is null)
        {
            _run++;
        }

        if (progress.Progress is not { } done)
        {
            return phase;
        }

        double seconds = progress.Elapsed.TotalSeconds;
        IEnumerable<string> parts = progress.Phase == Phase.Fit && fit is not null ? DescribeFit(done, seconds) : DescribeRows(done, seconds);
        return $"{phase} {string.Join(", ", parts)}";
    }

    private IEnumerable<string> DescribeRows(PhaseProgress done, double seconds)
    {
        _readRows = done.Completed;
        yield return done.Total is { } total and > 0
            ? _texts.Format(
                "rows.of", _figures.Count(done.Completed), _texts.Count("rows", total), _figures.Percent(100.0 * done.Completed / total))
            : _texts.Count("rows", done.Completed);
        if (seconds <= 0 || done.Completed == 0)
        {
            yield break;
        }

        yield return Rate(done.Completed / seconds);
        if (done.Total is { } all)
        {
            yield return Left("left", seconds / done.Completed * (all - done.Completed));
        }
    }

    private IEnumerable<string> DescribeFit(PhaseProgress done, double seconds)
    {
        if (_restarts > 1)
        {
            yield return _texts.Format("run", _figures.Count(Math.Max(1, _run)), _figures.Count(_restarts));
        }

        yield return done.Total is { } most
            ? _texts.Format($"{fit!.Algorithm.Name}.step.most", _figures.Count(done.Completed), _figures.Count(most))
            : _texts.Format($"{fit!.Algorithm.Name}.step", _figures.Count(done.Completed));
        if (done.Objective is { } objective)
        {
            yield return _texts.Format($"{fit.Algorithm.Name}.objective", _figures.Metric(objective));
        }

        if (seconds <= 0 || done.Completed == 0)
        {
            yield break;
        }

        long? rowsOfPass = fit.UsedRows(_readRows);
        if (rowsOfPass is null)
        {
            yield return _texts.Format("rate.images", _figures.Rate(done.Completed / seconds));
        }
        else if (_readRows > 0)
        {
            yield return Rate(rowsOfPass.Value * done.Completed / seconds);
        }

        long left = IterationsLeft(done);
        if (left > 0)
        {
            yield return Left(rowsOfPass is null ? "left" : "left.most", seconds / done.Completed * left);
        }
    }

    private long IterationsLeft(PhaseProgress done) => done.Total is { } iterations
        ? iterations - done.Completed + (Math.Max(0, _restarts - Math.Max(1, _run)) * iterations)
        : 0;

    private string Rate(double rowsPerSecond) => _texts.Format("rate", _figures.Rate(rowsPerSecond));

    private string Left(string key, double seconds) => _texts.Format(key, _figures.Duration(seconds));
}
