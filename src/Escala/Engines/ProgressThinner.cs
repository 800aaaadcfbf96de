using Escala.Measurement;

namespace Escala.Engines;

/// <summary>
/// Passes a rank's progress on at most ten times a second: always the begin of a phase, its first report and its last.
/// Listeners are called one at a time, so that what they see never runs backwards.
/// </summary>
internal sealed class ProgressThinner(int rank, IProgress<JobProgress>? listener, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Phase? _phase;
    private long _began;
    private long? _lastPassed;
    private PhaseProgress? _held;

    /// <summary>Ends the running phase, if any, and begins the next.</summary>
    public void Begin(Phase phase)
    {
        lock (_gate)
        {
            PassHeld();
            _phase = phase;
            _began = time.GetTimestamp();
            _lastPassed = null;
            Pass(null);
        }
    }

    /// <summary>Passes a report on, or holds it back until it is the last one.</summary>
    /// <exception cref="InvalidOperationException">No phase runs.</exception>
    public void Report(PhaseProgress progress)
    {
        lock (_gate)
        {
            if (_phase is null)
            {
                throw new InvalidOperationException($"Rank {rank} reports progress outside of a phase. Call BeginPhase before.");
            }

            _held = progress;
            if (_lastPassed is not { } last || time.GetElapsedTime(last) >= Interval)
            {
                PassHeld();
                _lastPassed = time.GetTimestamp();
            }
        }
    }

    /// <summary>Ends the running phase, if any.</summary>
    public void End()
    {
        lock (_gate)
        {
            PassHeld();
            _phase = null;
        }
    }

    private void PassHeld()
    {
        if (_held is { } progress)
        {
            _held = null;
            Pass(progress);
        }
    }

    private void Pass(PhaseProgress? progress) =>
        listener?.Report(new JobProgress(rank, _phase!.Value, time.GetElapsedTime(_began), progress));
}
