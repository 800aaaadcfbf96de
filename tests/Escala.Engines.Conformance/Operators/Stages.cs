using System.Diagnostics;
using Escala.Data;
using Escala.Measurement;

namespace Escala.Engines.Conformance.Operators;

/// <param name="Seconds">How long the ranks meet again and again; the other stages take as long, but at most a second.</param>
internal sealed record StagesOptions(double Seconds);

/// <summary>Reads, meets and evaluates for some time each, and hands over a file: the moments at which a job can be hit.</summary>
internal sealed class Stages : IOperator<StagesOptions, long[]>
{
    private const int FileBytes = 1 << 23;

    public static OperatorContract<StagesOptions, long[]> Contract { get; } = new(
        "test-stages", 1, ConformanceJson.Default.StagesOptions, ConformanceJson.Default.Int64Array);

    public long[] Run(StagesOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        long rows = 0;
        using (rank.Reporter.BeginPhase(Phase.Load))
        {
            foreach (Block block in rank.Data.Read(cancellationToken))
            {
                using (block)
                {
                    rows += block.RowCount;
                }
            }

            Pass(options, rank);
        }

        using (rank.Reporter.BeginPhase(Phase.Fit))
        {
            // The first rank decides when all have met often enough.
            long[] isOver = [0];
            var watch = Stopwatch.StartNew();
            while (isOver[0] == 0)
            {
                isOver[0] = rank.Rank == 0 && watch.Elapsed.TotalSeconds > options.Seconds ? 1 : 0;
                rank.Collective.Sum(isOver);
            }
        }

        using (rank.Reporter.BeginPhase(Phase.Evaluate))
        {
            Pass(options, rank);
            string path = Path.Combine(rank.Reporter.Scratch, "large.bin");
            File.WriteAllBytes(path, new byte[FileBytes]);
            rank.Reporter.AddFile("large.bin", path);
        }

        long[] totals = [rows];
        rank.Collective.Sum(totals);
        return totals;
    }

    private static void Pass(StagesOptions options, RankContext rank)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < Math.Min(options.Seconds, 1))
        {
            Thread.Sleep(10);
            rank.Reporter.Report(new PhaseProgress((long)watch.Elapsed.TotalMilliseconds));
        }
    }
}
