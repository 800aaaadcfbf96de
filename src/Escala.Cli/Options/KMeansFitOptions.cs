using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Clustering;

namespace Escala.Cli.Options;

/// <summary>The options of K-means itself, shared by <c>fit kmeans</c> and <c>compare</c>.</summary>
internal sealed class KMeansFitOptions
{
    private static readonly KMeansOptions Defaults = new();

    private readonly Option<int?> _clusters = CliOption.Number<int>(
        "--clusters", "K", "The number of clusters, from 1 to the number of distinct rows.");

    private readonly Option<string> _init = new("--init")
    {
        HelpName = $"{string.Join('|', KMeansFitRequest.InitWords)}|FILE.npy",
        Description = "How the first centroids are chosen; FILE.npy holds them, (clusters, features) in the units of the data.",
        DefaultValueFactory = _ => KMeansFitRequest.InitWords[0],
    };

    private readonly Option<int?> _restarts = CliOption.Number<int>(
        "--restarts", "N", "How many whole runs, each from another start; the lowest inertia is kept. At least 1.", Defaults.Restarts);

    private readonly Option<int?> _maxIterations = CliOption.Number<int>(
        "--max-iterations", "N", "The most iterations of a run, at least 1.", Defaults.MaxIterations);

    private readonly Option<double?> _tolerance = CliOption.Number<double>(
        "--tolerance", "T",
        "A run ends when the squared moves of the centroids add up to at most T x the mean variance of the features. "
            + "At least 0; 0 iterates until no row moves.",
        Defaults.Tolerance);

    private readonly Option<bool> _standardize = CliOption.Switch("--standardize", "Divide each feature by its standard deviation first.");

    private readonly Option<ulong?> _seed = CliOption.Number<ulong>(
        "--seed", "N", "The seed of every random choice, at least 0. The same seed gives the same bits.", Defaults.Seed);

    /// <summary>Creates the options.</summary>
    public KMeansFitOptions()
    {
        _init.Validators.Add(result =>
        {
            string? wrong = result.Tokens.Select(token => token.Value).FirstOrDefault(word => !IsInit(word));
            if (wrong is not null)
            {
                result.AddError($"--init must be {string.Join(", ", KMeansFitRequest.InitWords)} or a file that ends in .npy, but "
                    + $"was '{wrong}'.");
            }
        });
    }

    /// <summary>The options of the data.</summary>
    public DataOptions Data { get; } = new();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="requireClusters">Whether the number of clusters must always be given.</param>
    public void AddTo(Command command, bool requireClusters)
    {
        _clusters.Required = requireClusters;
        command.Add(_clusters);
        command.Add(_init);
        command.Add(_restarts);
        command.Add(_maxIterations);
        command.Add(_tolerance);
        command.Add(_standardize);
        Data.AddTo(command);
        command.Add(_seed);
    }

    /// <summary>Whether the number of clusters was given.</summary>
    public bool HasClusters(CommandResult result) => result.GetResult(_clusters) is { Implicit: false };

    /// <summary>Changes a baseline by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">What holds where nothing was given.</param>
    public KMeansFitRequest Bind(ParseResult parsed, KMeansFitRequest baseline)
    {
        ulong seed = parsed.IsGiven(_seed) ? parsed.GetValue(_seed)!.Value : baseline.Options.Seed;
        return baseline with
        {
            Init = parsed.IsGiven(_init) ? parsed.GetRequiredValue(_init) : baseline.Init,
            Options = baseline.Options with
            {
                Clusters = parsed.GetValue(_clusters) ?? baseline.Options.Clusters,
                Restarts = parsed.IsGiven(_restarts) ? parsed.GetValue(_restarts)!.Value : baseline.Options.Restarts,
                MaxIterations = parsed.IsGiven(_maxIterations) ? parsed.GetValue(_maxIterations)!.Value : baseline.Options.MaxIterations,
                Tolerance = parsed.IsGiven(_tolerance) ? parsed.GetValue(_tolerance)!.Value : baseline.Options.Tolerance,
                Standardize = parsed.GetValue(_standardize) || baseline.Options.Standardize,
                Seed = seed,
            },
            Rows = Data.Bind(parsed, baseline.Rows) with { Seed = seed },
        };
    }

    private static bool IsInit(string word) =>
        KMeansFitRequest.InitWords.Contains(word) || word.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
}
