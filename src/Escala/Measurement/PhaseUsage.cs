namespace Escala.Measurement;

/// <summary>The figures of one phase while they grow; a phase that comes again adds to them.</summary>
internal sealed class PhaseUsage
{
    private readonly long _startResidentBytes;
    private TimeSpan _wall;
    private TimeSpan _cpu;
    private long _endResidentBytes;
    private long _peakResidentBytes;
    private long _readBytes;
    private TimeSpan _collectiveTime;
    private long _collectiveBytes;

    public PhaseUsage(Phase phase, long startResidentBytes)
    {
        Phase = phase;
        _startResidentBytes = _endResidentBytes = _peakResidentBytes = startResidentBytes;
    }

    public Phase Phase { get; }

    /// <summary>Takes note of memory seen while the phase runs.</summary>
    public void See(long residentBytes) => _peakResidentBytes = Math.Max(_peakResidentBytes, residentBytes);

    /// <summary>Adds what was used between two moments.</summary>
    public void Add(in UsageMark begin, in UsageMark end)
    {
        _wall += end.Wall - begin.Wall;
        _cpu += end.Cpu - begin.Cpu;
        _readBytes += end.ReadBytes - begin.ReadBytes;
        _collectiveTime += end.CollectiveTime - begin.CollectiveTime;
        _collectiveBytes += end.CollectiveBytes - begin.CollectiveBytes;
        _endResidentBytes = end.ResidentBytes;
        See(begin.ResidentBytes);
        See(end.ResidentBytes);
    }

    public PhaseMeasurement Measure(int threads) => new()
    {
        Name = Phase,
        WallSeconds = _wall.TotalSeconds,
        CpuSeconds = _cpu.TotalSeconds,
        CpuPercent = _wall > TimeSpan.Zero ? 100 * (_cpu / (_wall * threads)) : 0,
        StartResidentBytes = _startResidentBytes,
        EndResidentBytes = _endResidentBytes,
        PeakResidentBytes = _peakResidentBytes,
        ReadBytes = _readBytes,
        CollectiveSeconds = _collectiveTime.TotalSeconds,
        CollectiveBytes = _collectiveBytes,
    };
}
