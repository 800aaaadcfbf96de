using System.Diagnostics.CodeAnalysis;
using Escala.Cluster;
using Escala.Engines;
using Escala.Measurement;

namespace Escala.Cli.Options;

/// <summary>Which engine runs a job, and with what.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Threads">The threads of a rank; null for the engine's default.</param>
internal sealed record EngineChoice(string Name, int? Threads = null)
{
    /// <summary>One core.</summary>
    public const string Serial = "serial";

    /// <summary>All cores.</summary>
    public const string Local = "local";

    /// <summary>A Dask cluster.</summary>
    public const string Dask = "dask";

    /// <summary>A Spark cluster.</summary>
    public const string Spark = "spark";

    /// <summary>Masters of Spark that are no address of a host.</summary>
    private static readonly string[] Masters = ["local-cluster[", "k8s://"];

    /// <summary>The engines there are; the first one is the default.</summary>
    public static string[] Names { get; } = [Local, Serial, Dask, Spark];

    /// <summary>What may name an engine on the command line.</summary>
    public static string[] Words { get; } =
        [.. Names, "dask://HOST:PORT", "tls://HOST:PORT", "spark://HOST:PORT", "local-cluster[N,CORES,MEGABYTES]", "yarn", "k8s://..."];

    /// <summary>All cores of this machine.</summary>
    public static EngineChoice Default { get; } = new(Local);

    /// <summary>
    /// The scheduler or master as the command line has it, such as <c>dask://HOST:PORT</c>, <c>tls://HOST:PORT</c> or <c>yarn</c>; null where a
    /// cluster is started.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>What is said about the cluster; nothing for other engines.</summary>
    public ClusterChoice Cluster { get; init; } = new();

    /// <summary>Whether it is a cluster's.</summary>
    public bool IsCluster => Name is Dask or Spark;

    /// <summary>What names it on the command line.</summary>
    public string Word => Address ?? Name;

    /// <summary>The threads of all ranks, the engine's default included; 0 where only the cluster knows.</summary>
    public int Cores => Name switch
    {
        Serial => 1,
        Dask or Spark when Address is null => (Cluster.Workers ?? Environment.ProcessorCount) * (Threads ?? 1),
        Dask or Spark => (Cluster.Workers ?? 0) * (Threads ?? 0),
        _ => Threads ?? Environment.ProcessorCount,
    };

    /// <summary>Finds the engine that a word names.</summary>
    /// <param name="word">The word.</param>
    /// <param name="choice">The engine.</param>
    /// <returns>False where it names none.</returns>
    public static bool TryParse(string word, [NotNullWhen(true)] out EngineChoice? choice)
    {
        bool isAddress = Uri.TryCreate(word, UriKind.Absolute, out Uri? uri)
            && uri is
            {
                Scheme: Dask or "tls" or Spark, Host.Length: > 0, Port: > 0, AbsolutePath: "" or "/", UserInfo: "", Query: "", Fragment: "",
            };
        bool isMaster = word == "yarn" || Masters.Any(begin => word.StartsWith(begin, StringComparison.Ordinal) && word.Length > begin.Length);
        choice = Names.Contains(word) ? new EngineChoice(word)
            : isMaster ? new EngineChoice(Spark) { Address = word }
            : isAddress ? new EngineChoice(uri!.Scheme == Spark ? Spark : Dask) { Address = word.TrimEnd('/') }
            : null;
        return choice is not null;
    }

    /// <summary>Checks what was given with the engine.</summary>
    /// <exception cref="InvalidOptionsException">The engine cannot have it; all faults are named.</exception>
    public void Validate()
    {
        if (IsCluster)
        {
            string other = Name == Dask ? Spark : Dask;
            OptionFaults.Throw(
            [
                () => Throw(Cluster.Given.Where(given => given.Engine == other).Select(MustBeLeftOut)),
                () => Throw([.. Cluster.DaskDeadlines.Faults, .. Cluster.SparkDeadlines.Faults]),
            ]);
            Options().Validate();
            return;
        }

        List<string> faults = [.. Cluster.Given.Select(MustBeLeftOut)];
        if (Name == Serial && Threads is not (null or 1))
        {
            faults.Add($"--threads of the {Serial} engine must be 1, but was {Threads}. Leave it out, or use --engine {Local}.");
        }
        else if (Threads is < 1 or > LocalEngine.MaxThreads)
        {
            faults.Add($"--threads of the {Name} engine must be from 1 to {LocalEngine.MaxThreads}, but was {Threads}. "
                + "Leave it out to use every processor.");
        }

        Throw(faults);
    }

    /// <summary>
    /// Creates the engine. For <see cref="Serial"/> the whole process is put on one processor, for good, so that reading and
    /// clearing up do not use a second one.
    /// </summary>
    /// <exception cref="InvalidOptionsException">The kernels asked for cannot be used.</exception>
    /// <exception cref="EscalaException">The platform is not supported.</exception>
    public IEngine Create()
    {
        switch (Name)
        {
            case Dask:
                return new DaskEngine(DaskOptions());
            case Spark:
                return new SparkEngine(SparkOptions());
            case Serial:
                ProcessorPinning.PinToOneProcessor();
                return new SerialEngine();
            default:
                return new LocalEngine(Threads);
        }
    }

    /// <summary>Adds what makes the command line choose this engine.</summary>
    /// <param name="arguments">Where to.</param>
    public void AddTo(ArgumentList arguments)
    {
        arguments.Add("--engine", Word);
        arguments.AddUnless(null, "--threads", Threads);
        foreach (GivenOption given in Cluster.Given)
        {
            arguments.AddIf(true, given.Value is null ? [given.Option] : [given.Option, given.Value]);
        }
    }

    private static void Throw(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        if (all.Length > 0)
        {
            throw new InvalidOptionsException(all);
        }
    }

    private string MustBeLeftOut(GivenOption given) => $"{given.Option} must be left out with the {Name} engine, but was "
        + $"{given.Value ?? "given"}. Use --engine {given.Engine ?? Dask}, or leave it out.";

    private GangOptions Options() => Name == Dask ? DaskOptions() : SparkOptions();

    /// <summary>What Dask's engine is told; it calls a scheduler without TLS tcp.</summary>
    private DaskOptions DaskOptions() => Cluster.Dask() with
    {
        Address = Address?.Replace("dask://", "tcp://", StringComparison.Ordinal),
        Threads = Threads,
    };

    private SparkOptions SparkOptions() => Cluster.Spark() with { Master = Address, Threads = Threads };
}
