using Escala.Cli.Progress;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Where every run of a comparison stands. Used from several threads.</summary>
/// <param name="plan">The runs.</param>
/// <param name="words">Makes what puts the progress of a run into words.</param>
/// <param name="time">The clock.</param>
internal sealed class ComparisonBoard(ComparisonPlan plan, Func<ComparisonCell, ProgressText> words, TimeProvider time) : IProgress<JobProgress>
{
    private readonly Lock _gate = new();
    private readonly RunReport?[] _runs = new RunReport?[plan.Cells.Count];
    private int _current = -1;
    private long _begun;
    private ProgressText? _text;
    private string _activity = "";

    /// <summary>Told of every run that ends.</summary>
    public Action<BoardRow>? Ended { get; set; }

    /// <summary>The runs that have ended.</summary>
    public int Done
    {
        get
        {
            lock (_gate)
            {
                return _runs.Count(run => run is not null);
            }
        }
    }

    /// <summary>All runs, in order.</summary>
    public IReadOnlyList<BoardRow> Rows
    {
        get
        {
            lock (_gate)
            {
                return [.. plan.Cells.Select((cell, i) => new BoardRow(cell, _runs[i], i == _current ? _activity : null))];
            }
        }
    }

    /// <summary>About how long the rest takes; null as long as nothing has finished.</summary>
    public double? SecondsLeft
    {
        get
        {
            lock (_gate)
            {
                if (!_runs.Any(run => run?.Result is not null))
                {
                    return null;
                }

                double current = _current < 0 ? 0 : Expected(plan.Cells[_current]) - time.GetElapsedTime(_begun).TotalSeconds;
                return Math.Max(0, current)
                    + plan.Cells.Where((_, i) => _runs[i] is null && i != _current).Sum(Expected);
            }
        }
    }

    /// <summary>Takes over what an earlier part of the comparison did.</summary>
    public void Restore(ComparisonReport report)
    {
        lock (_gate)
        {
            for (int i = 0; i < _runs.Length; i++)
            {
                ComparisonCell cell = plan.Cells[i];
                _runs[i] = report.Workloads.Single(workload => workload.Name == cell.Workload).Runs.FirstOrDefault(cell.IsOf);
            }
        }
    }

    /// <summary>Notes that a run begins.</summary>
    public void Begin(ComparisonCell cell)
    {
        lock (_gate)
        {
            _current = plan.Cells.Index().First(other => other.Item == cell).Index;
            _begun = time.GetTimestamp();
            _text = words(cell);
            _activity = "";
        }
    }

    /// <summary>Notes how far the running one has come.</summary>
    public void Report(JobProgress value)
    {
        lock (_gate)
        {
            if (value.Rank == 0 && _text is not null)
            {
                _activity = _text.Describe(value);
            }
        }
    }

    /// <summary>Notes how the running one ended.</summary>
    public void End(RunReport run)
    {
        BoardRow row;
        lock (_gate)
        {
            _runs[_current] = run;
            row = new BoardRow(plan.Cells[_current], run, null);
            _current = -1;
            _text = null;
        }

        Ended?.Invoke(row);
    }

    /// <summary>The mean time of what is most like it among the runs that finished.</summary>
    private double Expected(ComparisonCell cell)
    {
        (ComparisonCell Cell, RunReport Run)[] finished =
            [.. plan.Cells.Zip(_runs.Select(run => run!)).Where(pair => pair.Second?.Result is not null)];
        Func<ComparisonCell, bool>[] likeness =
        [
            other => other.Workload == cell.Workload && (other.Kind, other.Name, other.Threads) == (cell.Kind, cell.Name, cell.Threads),
            other => other.Workload == cell.Workload && other.Kind == cell.Kind,
            other => other.Workload == cell.Workload,
            _ => true,
        ];
        return likeness.Select(isLike => finished.Where(pair => isLike(pair.Cell)).ToArray()).First(alike => alike.Length > 0)
            .Average(pair => pair.Run.WallSeconds!.Value);
    }
}
