using System.Globalization;
using Escala.Testing;

namespace Escala.Benchmarks.Chaos;

/// <summary>A standalone master and four workers of one core: one more than there are ranks, as nothing starts a worker anew.</summary>
internal sealed class SparkChaos : IChaosCluster
{
    private const string Master = "master";
    private const int Workers = 4;
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(40);

    private SparkCluster _cluster;

    private SparkChaos(SparkCluster cluster) => _cluster = cluster;

    public IReadOnlyList<string> Victims { get; } = ["rank", "executor", "worker", "shim", "spark-driver", FitCommandRun.Driver, Master];

    public IReadOnlyList<string> Arguments =>
    [
        "--engine", _cluster.Address, "--workers", "3", "--spark-home", SparkCluster.Home!,
        "--spark-connect-seconds", Connect.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        "--spark-silence-seconds", "6", "--spark-lease-seconds", "8", "--spark-start-seconds", "30",
    ];

    public int Restarts => 60;

    public IReadOnlyList<int> Left => _cluster.OfApplications;

    public static async Task<IChaosCluster> StartAsync() => new SparkChaos(await SparkCluster.StartAsync(Workers));

    public int? Find(string victim, FitCommandRun run) => _cluster.Find(victim, run.Id);

    /// <summary>
    /// An application that has not met the master waits for it; one that has goes on without it. One that loses an executor before it has all of
    /// them is given another one by Spark.
    /// </summary>
    public TimeSpan PatienceAfter(string victim, bool hasRanks) =>
        victim == Master || (!hasRanks && victim is ("executor" or "worker")) ? Connect + ChaosRun.Soon : ChaosRun.Soon;

    public bool IsNamed(string victim, string errors) => victim switch
    {
        Master => errors.Contains(_cluster.Address, StringComparison.Ordinal),
        "spark-driver" => errors.Contains("Spark's driver process", StringComparison.Ordinal),
        _ => errors.Contains(victim, StringComparison.OrdinalIgnoreCase),
    };

    public async Task<string?> MendAsync(string victim, Func<FitCommandRun> fit)
    {
        switch (victim)
        {
            case "worker":
                _cluster.StartWorker();
                return null;
            case Master:
                FitCommandRun late = fit();
                await late.EndAsync(PatienceAfter(Master, hasRanks: false));
                string? fault = late.HasExited && late.ExitCode != 0 && IsNamed(Master, late.Errors)
                    ? null : $"a new session did not fail as it should: {late.Outcome}";
                late.Kill();
                await _cluster.DisposeAsync();
                _cluster = await SparkCluster.StartAsync(Workers);
                return fault;
            default:
                return null;
        }
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
