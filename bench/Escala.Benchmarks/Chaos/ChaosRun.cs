using System.Diagnostics;
using Escala.Data;
using Escala.Numerics;
using Escala.Testing;

namespace Escala.Benchmarks.Chaos;

/// <summary>Kills parts of distributed fits at random moments, one after another, on one cluster.</summary>
/// <param name="escala">The launcher.</param>
/// <param name="kills">How many.</param>
/// <param name="seed">The seed of victims and moments.</param>
internal sealed class ChaosRun(string escala, int kills, ulong seed)
{
    /// <summary>How long a command may take to its end after a part of its job has died.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private const int RowCount = 300_000;
    private const int Features = 8;
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Makes all kills.</summary>
    /// <param name="cluster">Of whose parts.</param>
    /// <returns>How many ended as they should.</returns>
    public async Task<int> RunAsync(IChaosCluster cluster)
    {
        using var folder = new TemporaryFolder();
        string rows = Path.Combine(folder.Path, "rows.npy");
        WriteRows(rows);
        FitCommandRun undisturbed = await Start(cluster, rows).EndAsync(Patience);
        string digest = undisturbed.Digest ?? throw new InvalidOperationException($"The undisturbed fit failed: {undisturbed.Outcome}");
        Console.WriteLine($"undisturbed: {undisturbed.Elapsed.TotalSeconds:F1} s, digest {digest[..8]}");
        int good = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            string victim = cluster.Victims[(int)(Hash(RandomPurpose.RowSample, kill) % (ulong)cluster.Victims.Count)];
            TimeSpan moment = undisturbed.Elapsed * (Hash(RandomPurpose.TestSplit, kill) / (double)ulong.MaxValue);
            (string end, string? fault) = await KillAsync(cluster, rows, victim, moment, digest);
            good += fault is null ? 1 : 0;
            Console.WriteLine($"{kill + 1,3}: {victim,-12} after {moment.TotalSeconds,5:F2} s: {fault ?? $"good, {end}"}");
        }

        return good;
    }

    private FitCommandRun Start(IChaosCluster cluster, string rows) => FitCommandRun.Start(escala, rows, seed, cluster);

    private ulong Hash(RandomPurpose purpose, int kill) => CounterRandom.Hash(seed, purpose, kill);

    /// <summary>Makes one kill.</summary>
    /// <returns>How the command ended, and what was wrong; null where nothing was.</returns>
    private async Task<(string End, string? Fault)> KillAsync(IChaosCluster cluster, string rows, string victim, TimeSpan moment, string digest)
    {
        FitCommandRun run = Start(cluster, rows);
        int? Find() => victim == FitCommandRun.Driver ? run.Id : cluster.Find(victim, run);
        await Task.Delay(moment);
        await ClusterProcesses.UntilAsync(() => run.HasExited || Find() is not null, Patience);
        bool hasRanks = cluster.Find("rank", run) is not null;
        int? killed = run.HasExited ? null : Find();
        if (killed is { } process)
        {
            ClusterProcesses.Send(process, ClusterProcesses.Kill);
        }

        var watch = Stopwatch.StartNew();
        FitCommandRun ended = await run.EndAsync(cluster.PatienceAfter(victim, hasRanks));
        string end = $"{(ended.ExitCode == 0 ? "finished" : "ended")} {watch.Elapsed.TotalSeconds:F1} s later";
        string? fault = !ended.HasExited ? $"the command had not ended after {watch.Elapsed.TotalSeconds:F1} s"
            : !await ClusterProcesses.UntilAsync(() => Left(cluster, run).Count == 0, Later) ? Describe(Left(cluster, run))
            : WrongEnd(cluster, victim, ended, digest);
        run.Kill();
        if (killed is not null)
        {
            fault ??= await cluster.MendAsync(victim, () => Start(cluster, rows));
        }

        FitCommandRun next = await Start(cluster, rows).EndAsync(Patience);
        return (end, fault ?? (next.Digest == digest ? null : $"the next fit: {next.Outcome}"));
    }

    private static IReadOnlyList<int> Left(IChaosCluster cluster, FitCommandRun run) => [.. cluster.Left, .. run.Left];

    private static string Describe(IReadOnlyList<int> left) =>
        $"{left.Count} processes are left: {string.Join("; ", left.Select(ClusterProcesses.CommandLine))}";

    private static string? WrongEnd(IChaosCluster cluster, string victim, FitCommandRun ended, string digest) => victim switch
    {
        _ when ended.ExitCode == 0 => ended.Digest == digest ? null : "the fit ended well with another digest",
        FitCommandRun.Driver => null,
        _ => IsNamed(cluster, victim, ended.Errors) ? null : $"the error does not name the {victim}: {ended.Errors}",
    };

    private static bool IsNamed(IChaosCluster cluster, string victim, string errors) => victim switch
    {
        "rank" => errors.Contains("rank ", StringComparison.OrdinalIgnoreCase),
        "shim" => errors.Contains("cluster's Python has ended", StringComparison.Ordinal),
        _ => cluster.IsNamed(victim, errors),
    };

    private void WriteRows(string path)
    {
        using var writer = new NpyWriter(path, Features);
        var values = new float[Features];
        for (int row = 0; row < RowCount; row++)
        {
            for (int feature = 0; feature < Features; feature++)
            {
                ulong bits = CounterRandom.Hash(seed, RandomPurpose.MetricSample, ((long)row * Features) + feature);
                values[feature] = (row % 7) + (float)(bits / (double)ulong.MaxValue);
            }

            writer.Write(values);
        }
    }
}
