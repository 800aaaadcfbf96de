using Escala.Testing;

namespace Escala.Benchmarks.Chaos;

/// <summary>Three workers of Dask, whose nannies start them anew.</summary>
internal sealed class DaskChaos : IChaosCluster
{
    private readonly DaskCluster _cluster;

    private DaskChaos(DaskCluster cluster) => _cluster = cluster;

    public IReadOnlyList<string> Victims { get; } = ["rank", "worker", "shim", FitCommandRun.Driver];

    public IReadOnlyList<string> Arguments =>
    [
        "--engine", _cluster.Address.Replace("tcp://", "dask://", StringComparison.Ordinal), "--workers", "3",
        "--dask-silence-seconds", "6", "--dask-lease-seconds", "8", "--dask-start-seconds", "30",
    ];

    public int Restarts => 4;

    public IReadOnlyList<int> Left => ClusterProcesses.Ranks(_cluster.Folder);

    public static async Task<IChaosCluster> StartAsync() => new DaskChaos(await DaskCluster.StartAsync(3));

    public int? Find(string victim, FitCommandRun run) => _cluster.Find(victim, run.Id);

    public TimeSpan PatienceAfter(string victim, bool hasRanks) => ChaosRun.Soon;

    public bool IsNamed(string victim, string errors) => errors.Contains(victim, StringComparison.OrdinalIgnoreCase);

    public Task<string?> MendAsync(string victim, Func<FitCommandRun> fit) => Task.FromResult<string?>(null);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
