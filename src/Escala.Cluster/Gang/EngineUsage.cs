using Escala.Cluster.Shims;
using Escala.Measurement;

namespace Escala.Cluster.Gang;

/// <summary>What the engine's own processes use at one moment.</summary>
internal sealed class EngineUsage
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private readonly IReadOnlyList<ShimReply.ProcessUsage> _processes;

    private EngineUsage(IReadOnlyList<ShimReply.ProcessUsage> processes) => _processes = processes;

    /// <summary>Asks all of them.</summary>
    /// <param name="session">The cluster.</param>
    /// <param name="reset">Whether their peaks start anew.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<EngineUsage> ReadAsync(GangSession session, bool reset, CancellationToken cancellationToken)
    {
        ShimReply.Usage usage = await session.AskAsync(
            new ShimRequest.Measure(reset), ShimJson.Default.Usage, Deadline, cancellationToken).ConfigureAwait(false);
        return new EngineUsage(usage.Processes);
    }

    /// <summary>What each of them that was there before has used since, and the process that drives them.</summary>
    public IReadOnlyList<EngineProcess> Since(EngineUsage resting)
    {
        var before = resting._processes.ToDictionary(process => (process.Host, process.ProcessId));
        return [.. _processes
            .Where(process => before.ContainsKey((process.Host, process.ProcessId)))
            .Select(process => (Now: process, Before: before[(process.Host, process.ProcessId)]))
            .Select(pair => new EngineProcess(
                pair.Now.Name,
                pair.Now.CpuSeconds - pair.Before.CpuSeconds,
                pair.Before.ResidentBytes,
                Math.Max(pair.Now.PeakResidentBytes, pair.Now.ResidentBytes)))];
    }
}
