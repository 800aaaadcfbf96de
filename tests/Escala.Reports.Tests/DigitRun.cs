using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Tests;

/// <summary>An engine or a peer of <see cref="DigitNets"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Ranks">Its ranks.</param>
/// <param name="Threads">The threads of each.</param>
/// <param name="FitSeconds">The time that training took.</param>
internal sealed record DigitRun(string Name, RunKind Kind, int Ranks, int Threads, double FitSeconds)
{
    /// <summary>2^20 bytes.</summary>
    public const long Mebibyte = 1 << 20;

    /// <summary>Whether it is another system.</summary>
    public bool IsPeer => Kind == RunKind.Peer;

    /// <summary>What a rank used, made up.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="images">The images of all ranks.</param>
    /// <param name="fitSeconds">The time that training took.</param>
    public RankMeasurement RankOf(int rank, long images, double fitSeconds)
    {
        (Phase Name, double Seconds)[] phases =
        [
            (Phase.Load, 0.021), (Phase.Split, 0.004), (Phase.Prepare, 0.062), (Phase.Init, 0.013), (Phase.Fit, fitSeconds),
            .. IsPeer ? Array.Empty<(Phase, double)>() : [(Phase.Evaluate, 0.31 / (Ranks * Threads))],
        ];
        return new RankMeasurement
        {
            Rank = rank,
            Host = Ranks > 1 ? "node" : null,
            Worker = Ranks > 1 ? $"tcp://127.0.0.1:4{rank}000" : null,
            Threads = Threads,
            ReadRows = images / Ranks,
            DroppedRows = 0,
            MachineMemoryBytes = 8L << 30,
            Phases = [.. phases.Select(phase => PhaseOf(phase.Name, phase.Seconds))],
            Samples =
            [
                .. Enumerable.Range(0, (int)(10 * phases.Sum(phase => phase.Seconds))).Select(tenth => new ResourceSample(
                    0.1 * tenth, 0.095 * tenth * Threads, (long)((70 + (28 * (1 - Math.Exp(-tenth / 4.0)))) * Mebibyte))),
            ],
        };
    }

    private PhaseMeasurement PhaseOf(Phase name, double seconds) => new()
    {
        Name = name,
        WallSeconds = seconds,
        CpuSeconds = 0.95 * seconds * Threads,
        CpuPercent = 95,
        StartResidentBytes = (name == Phase.Load ? 70 : 88) * Mebibyte,
        EndResidentBytes = 88 * Mebibyte,
        PeakResidentBytes = (name == Phase.Fit ? 102 : 90) * Mebibyte,
        ReadBytes = name == Phase.Load ? 70_016 : 0,
        CollectiveSeconds = Ranks > 1 && name == Phase.Fit ? 0.08 * seconds : 0,
        CollectiveBytes = Ranks > 1 && name == Phase.Fit ? 1_200_000_000 : 0,
    };
}
