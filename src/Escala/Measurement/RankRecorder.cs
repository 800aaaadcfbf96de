using System.Diagnostics;
using Escala.Data;
using Escala.Engines;

namespace Escala.Measurement;

/// <summary>
/// Measures one rank: marks its phases and takes a sample ten times a second. The peak of a phase is the largest of the memory
/// at its begin and end, of the samples in it, and of the kernel's own high-water mark, which is started anew at each begin.
/// Where the kernel refuses that, its mark counts only if it rose during the phase. The figures are the process's: ranks that
/// share a process see each other's.
/// </summary>
internal sealed class RankRecorder : IDisposable
{
    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(100);

    private readonly int _rank;
    private readonly int _threads;
    private readonly MeasuredCollective _collective;
    private readonly ProcessMeter _meter = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _startCpu = ProcessMeter.Cpu;
    private readonly List<PhaseUsage> _phases = [];
    private readonly List<ResourceSample> _samples = [];
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _ended = new();

    // Several files to read, which the rank need not wait for.
    private readonly Task<long> _machineMemory = Task.Run(MachineMemory.Read);
    private readonly Thread _sampler;
    private PhaseUsage? _running;
    private UsageMark _began;
    private long _kernelPeakAtBegin;
    private bool _isPeakFresh;

    /// <summary>Begins to measure.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="threads">The cores it was granted.</param>
    /// <param name="collective">What it exchanges with other ranks.</param>
    public RankRecorder(int rank, int threads, MeasuredCollective collective)
    {
        _rank = rank;
        _threads = threads;
        _collective = collective;
        TakeSample();
        _sampler = new Thread(Sample) { IsBackground = true, Name = $"escala sampler {rank}" };
        _sampler.Start();
    }

    /// <summary>Ends the running phase, if any, and begins the next.</summary>
    public void Begin(Phase phase)
    {
        lock (_gate)
        {
            EndRunning();
            _isPeakFresh = ProcessMeter.ResetPeak();
            _kernelPeakAtBegin = _meter.PeakResidentBytes;
            _began = Mark();
            _running = _phases.Find(usage => usage.Phase == phase);
            if (_running is null)
            {
                _running = new PhaseUsage(phase, _began.ResidentBytes);
                _phases.Add(_running);
            }
        }
    }

    /// <summary>Ends the running phase, if any.</summary>
    public void End()
    {
        lock (_gate)
        {
            EndRunning();
        }
    }

    /// <summary>Ends the measuring and gives the figures.</summary>
    /// <param name="counts">What was read of the data.</param>
    public RankMeasurement Finish(ReadCounts counts)
    {
        End();
        StopSampling();
        TakeSample();
        return new RankMeasurement
        {
            Rank = _rank,
            Threads = _threads,
            ReadRows = counts.Rows,
            DroppedRows = counts.Dropped,
            MachineMemoryBytes = _machineMemory.GetAwaiter().GetResult(),
            Phases = [.. _phases.Select(phase => phase.Measure(_threads))],
            Samples = [.. _samples],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        StopSampling();
        _ended.Dispose();
        _meter.Dispose();
    }

    private void Sample()
    {
        while (!_ended.Wait(SampleInterval))
        {
            TakeSample();
        }
    }

    private void StopSampling()
    {
        _ended.Set();
        _sampler.Join();
    }

    private void TakeSample()
    {
        lock (_gate)
        {
            long resident = _meter.ResidentBytes;
            _samples.Add(new ResourceSample(Elapsed.TotalSeconds, (ProcessMeter.Cpu - _startCpu).TotalSeconds, resident));
            _running?.See(resident);
        }
    }

    private void EndRunning()
    {
        if (_running is null)
        {
            return;
        }

        _running.Add(_began, Mark());
        long kernelPeak = _meter.PeakResidentBytes;
        if (_isPeakFresh || kernelPeak > _kernelPeakAtBegin)
        {
            _running.See(kernelPeak);
        }

        _running = null;
    }

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    private UsageMark Mark() =>
        new(Elapsed, ProcessMeter.Cpu, _meter.ResidentBytes, _meter.ReadBytes, _collective.Time, _collective.Bytes);
}
