using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Cli.Comparison;
using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Options;

/// <summary>The options about what is compared with what.</summary>
internal sealed class ContenderOptions
{
    private static readonly string[] Usual = [EngineChoice.Serial, EngineChoice.Local, EngineChoice.Dask];

    private readonly Option<string[]?> _engines = CliOption.List(
        "--engines",
        "LIST",
        "The engines, separated by commas: serial,local,dask,spark, or the address of a cluster, dask://HOST:PORT, tls://HOST:PORT or "
            + $"spark://HOST:PORT. Without it: {string.Join(',', Usual)}, and {EngineChoice.Spark} where Spark is found.");

    private readonly Option<int?> _threads = CliOption.Number<int>(
        "--threads",
        "N",
        "The threads of the local engine, from 1 to 1024, and the workers of a cluster that is started here. Without it: one per processor.");

    private readonly PeerOptions _peers = new();
    private readonly ClusterOptions _clusters = new();

    /// <summary>Creates the options.</summary>
    public ContenderOptions() => _engines.Validators.Add(RequireEngines);

    /// <summary>The engines and peers.</summary>
    public IReadOnlyList<Option> Which => [_engines, .. _peers.Options];

    /// <summary>What the engines are given.</summary>
    public Option Threads => _threads;

    /// <summary>The options about clusters.</summary>
    public IReadOnlyList<Option> Clusters => _clusters.All;

    /// <summary>What was chosen.</summary>
    /// <exception cref="InvalidOptionsException">Something was given for an engine that is not compared.</exception>
    public Contenders Bind(ParseResult parsed)
    {
        var local = new EngineChoice(EngineChoice.Local, parsed.GetValue(_threads));
        PeerChoice peers = _peers.Bind(parsed);
        ClusterChoice cluster = _clusters.Bind(parsed, peers.Python);
        peers = peers with { SparkHome = cluster.SparkHome };
        IReadOnlyList<string> words = parsed.GetList(_engines)
            ?? (cluster.SparkSearch.WhyNot() is null ? [.. Usual, EngineChoice.Spark] : Usual);
        EngineChoice[] engines = [.. words.Select(word => Choose(word, local, cluster))];
        GivenOption? useless = (cluster with { Python = null }).Given.FirstOrDefault(
            given => !engines.Any(engine => given.Engine is null ? engine.IsCluster : engine.Name == given.Engine)
                && !(given.Option == ClusterOptions.SparkHomeName && peers.IsNamed && peers.Peers.Any(peer => peer.SparkPart is not null)));
        if (useless is not null)
        {
            throw new InvalidOptionsException(
                $"{useless.Option} must be left out with --engines {string.Join(',', words)}, none of which is "
                + $"{useless.Engine ?? "a cluster"}. Add {useless.Engine ?? EngineChoice.Dask} to them, or leave it out.");
        }

        return new Contenders(engines, peers, local);
    }

    /// <summary>An engine with what it can have of the options; a cluster that is started here has as many cores as the local engine.</summary>
    private static EngineChoice Choose(string word, EngineChoice local, ClusterChoice cluster)
    {
        if (!EngineChoice.TryParse(word, out EngineChoice? choice) || choice.Name == EngineChoice.Local)
        {
            return local;
        }

        int? workers = cluster.Workers ?? (choice.Address is null ? local.Cores : null);
        return choice.IsCluster ? choice with { Cluster = cluster.For(choice.Name) with { Workers = workers } } : choice;
    }

    private static void RequireEngines(OptionResult result)
    {
        string[] words = result.GetValueOrDefault<string[]?>() ?? [];
        EngineChoice?[] engines = [.. words.Select(word => EngineChoice.TryParse(word, out EngineChoice? engine) ? engine : null)];
        string? wrong = words.Zip(engines).FirstOrDefault(pair => pair.Second is null).First;
        if (wrong is not null)
        {
            result.AddError($"--engines must be of {CliOption.Either(EngineChoice.Words)}, but was '{wrong}'.");
        }
        else if (engines.DistinctBy(engine => engine!.Name).Count() != words.Length)
        {
            result.AddError($"--engines must be different engines, but was '{string.Join(',', words)}'.");
        }
    }
}
