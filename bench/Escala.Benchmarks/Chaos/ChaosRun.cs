using System.Diagnostics;
using System.Globalization;
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
    private const int Workers = 3;
    private const int RowCount = 300_000;
    private const int Features = 8;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Victims = ["rank", "worker", "shim", "driver"];

    /// <summary>Makes all kills.</summary>
    /// <returns>How many ended as they should.</returns>
    public async Task<int> RunAsync()
    {
        using var folder = new TemporaryFolder();
        string rows = Path.Combine(folder.Path, "rows.npy");
        WriteRows(rows);
        await using DaskCluster cluster = await DaskCluster.StartAsync(Workers);
        FitCommandRun undisturbed = await FitCommandRun.Start(escala, rows, cluster.Address, seed).EndAsync(Patience);
        string digest = undisturbed.Digest ?? throw new InvalidOperationException($"The undisturbed fit failed: {undisturbed.Errors}");
        Console.WriteLine($"undisturbed: {undisturbed.Elapsed.TotalSeconds:F1} s, digest {digest[..8]}");
        int good = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            string victim = Victims[Hash(RandomPurpose.RowSample, kill) % (ulong)Victims.Length];
            TimeSpan moment = undisturbed.Elapsed * (Hash(RandomPurpose.TestSplit, kill) / (double)ulong.MaxValue);
            string? fault = await KillAsync(cluster, rows, victim, moment, digest);
            good += fault is null ? 1 : 0;
            Console.WriteLine($"{kill + 1,3}: {victim,-6} after {moment.TotalSeconds,5:F2} s: {fault ?? "good"}");
        }

        return good;
    }

    private ulong Hash(RandomPurpose purpose, int kill) => CounterRandom.Hash(seed, purpose, kill);

    /// <summary>Makes one kill.</summary>
    /// <returns>What was wrong; null where nothing was.</returns>
    private async Task<string?> KillAsync(DaskCluster cluster, string rows, string victim, TimeSpan moment, string digest)
    {
        FitCommandRun run = FitCommandRun.Start(escala, rows, cluster.Address, seed);
        await Task.Delay(moment);
        await ClusterProcesses.UntilAsync(() => run.HasExited || Find(victim, cluster, run) is not null, Patience);
        if (Find(victim, cluster, run) is { } process)
        {
            ClusterProcesses.Send(process, ClusterProcesses.Kill);
        }

        var watch = Stopwatch.StartNew();
        FitCommandRun ended = await run.EndAsync(Soon);
        if (!ended.HasExited)
        {
            run.Kill();
            return $"the command had not ended after {watch.Elapsed.TotalSeconds:F1} s";
        }

        if (!await ClusterProcesses.UntilAsync(() => ClusterProcesses.Ranks(cluster.Folder).Count == 0, Later))
        {
            return $"{ClusterProcesses.Ranks(cluster.Folder).Count} ranks are left";
        }

        FitCommandRun next = await FitCommandRun.Start(escala, rows, cluster.Address, seed).EndAsync(Patience);
        return WrongEnd(victim, ended, digest)
            ?? (next.Digest == digest ? null : $"the next fit ended with {next.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}: {next.Errors}");
    }

    private static string? WrongEnd(string victim, FitCommandRun ended, string digest) => victim switch
    {
        _ when ended.ExitCode == 0 => ended.Digest == digest ? null : "the fit ended well with another digest",
        "driver" => null,
        "rank" when ended.Errors.Contains("rank ", StringComparison.OrdinalIgnoreCase) => null,
        "worker" when ended.Errors.Contains("worker", StringComparison.OrdinalIgnoreCase) => null,
        "shim" when ended.Errors.Contains("the process that speaks with the cluster", StringComparison.Ordinal)
            || ended.Errors.Contains("The cluster's Python", StringComparison.Ordinal) => null,
        _ => $"the error does not name the {victim}: {ended.Errors}",
    };

    private static int? Find(string victim, DaskCluster cluster, FitCommandRun run) => victim switch
    {
        "rank" => ClusterProcesses.Ranks(cluster.Folder) is [.., int last] ? last : null,
        "worker" => ClusterProcesses.Ranks(cluster.Folder) is [int first, ..] ? ClusterProcesses.ParentOf(first) : null,
        "shim" => ClusterProcesses.Shims(run.Id) is [int shim, ..] ? shim : null,
        _ => run.HasExited ? null : run.Id,
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
