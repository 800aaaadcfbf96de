using System.CommandLine;
using System.CommandLine.Parsing;

namespace Escala.Cli.Options;

/// <summary>The options about where a job runs.</summary>
internal sealed class EngineOptions
{
    private readonly Option<string> _engine = new("--engine")
    {
        HelpName = $"{string.Join('|', EngineChoice.Names)}|URL",
        Description = "Where it runs: local uses all cores of this machine, serial one, dask and spark start a cluster on them and remove it; "
            + "dask://HOST:PORT and tls://HOST:PORT use the Dask cluster of the scheduler there, spark://HOST:PORT, yarn and k8s://... the Spark "
            + "cluster of that master.",
        DefaultValueFactory = _ => EngineChoice.Local,
    };

    private readonly Option<int?> _threads = CliOption.Number<int>(
        "--threads",
        "N",
        "The threads of a rank, from 1 to 1024. Without it: one per processor on local, 1 on dask and spark, those of the workers of a Dask cluster at an address.");

    private readonly Option<string?> _python = CliOption.Text(
        PeerOptions.PythonName, "FILE", "The Python that has the cluster's Dask, or that Spark's executors have too. Without it: the launcher's own, or else /usr/bin/python3.");

    private readonly ClusterOptions _cluster = new();

    /// <summary>Creates the options.</summary>
    public EngineOptions() => _engine.Validators.Add(RequireKnown);

    /// <summary>The options that every engine has.</summary>
    public IReadOnlyList<Option> All => [_engine, _threads];

    /// <summary>The options about clusters, as the help shows them.</summary>
    public OptionGroup Clusters => new("Clusters", [_python, .. _cluster.All]);

    /// <summary>What was chosen.</summary>
    public EngineChoice Bind(ParseResult parsed) => EngineChoice.TryParse(parsed.GetRequiredValue(_engine), out EngineChoice? choice)
        ? choice with { Threads = parsed.GetValue(_threads), Cluster = _cluster.Bind(parsed, parsed.GetValue(_python)) }
        : throw new InvalidOperationException("The engine's word was checked before.");

    private static void RequireKnown(OptionResult result)
    {
        string? wrong = result.Tokens.Select(token => token.Value).FirstOrDefault(word => !EngineChoice.TryParse(word, out _));
        if (wrong is not null)
        {
            result.AddError($"--engine must be {CliOption.Either(EngineChoice.Words)}, but was '{wrong}'.");
        }
    }
}
