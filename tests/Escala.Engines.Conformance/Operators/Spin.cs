using System.Diagnostics;
using Escala.Measurement;

namespace Escala.Engines.Conformance.Operators;

/// <param name="Seconds">How long to keep a core busy.</param>
/// <param name="Folder">Where to leave a file per rank with the name of its thread under /proc; null for nowhere.</param>
internal sealed record SpinOptions(double Seconds, string? Folder = null);

/// <param name="Turns">How often progress was reported.</param>
internal sealed record SpinResult(long Turns);

/// <summary>Keeps one core busy, reports without end, and asks the token each time.</summary>
internal sealed class Spin : IOperator<SpinOptions, SpinResult>
{
    public static OperatorContract<SpinOptions, SpinResult> Contract { get; } = new(
        "test-spin", 1, ConformanceJson.Default.SpinOptions, ConformanceJson.Default.SpinResult);

    public SpinResult Run(SpinOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Fit);
        if (options.Folder is not null)
        {
            string thread = new FileInfo("/proc/thread-self").LinkTarget!;
            File.WriteAllText(Path.Combine(options.Folder, $"{rank.Rank}.writing"), $"/proc/{thread}\n{rank.Reporter.Scratch}");
            File.Move(Path.Combine(options.Folder, $"{rank.Rank}.writing"), Path.Combine(options.Folder, $"{rank.Rank}.started"));
        }

        long turns = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < options.Seconds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rank.Reporter.Report(new PhaseProgress(++turns));
            Thread.SpinWait(1000);
        }

        return new SpinResult(turns);
    }
}
