using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Cli.Options;
using Escala.Clustering;
using Escala.Data;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The options of K-means.</summary>
internal sealed class KMeansFitOptions : FitOptions
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

    private readonly Option<string?> _truth = CliOption.Text(
        "--truth", "COL", "The column with the true clusters, to judge by; it is not trained on. Without it: none.");

    private readonly Option<string[]?> _axes = CliOption.List(
        "--axes", "X,Y", "The two features that the clusters are drawn on. Without it: the first two principal components.");

    private readonly MetricsOption _metrics = new();
    private readonly CheckpointOptions _checkpoints = new("iterations", "centroids and labels are then the same");

    /// <summary>Creates the options.</summary>
    /// <param name="data">The options about the data.</param>
    public KMeansFitOptions(DataOptions data)
        : base(data)
    {
        _axes.Validators.Add(RequireTwo);
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

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> Own =>
        [new("K-means", _clusters, _init, _restarts, _maxIterations, _tolerance, _standardize, _truth)];

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> Compared => [Own[0] with { Options = [.. Own[0].Options, _axes] }];

    /// <inheritdoc/>
    public override IReadOnlyList<Option> FitOnly => [_metrics.Option, .. _checkpoints.All];

    /// <inheritdoc/>
    public override Option Needed => _clusters;

    /// <inheritdoc/>
    public override string HowToGiveNeeded => "Name the number of clusters to look for.";

    /// <inheritdoc/>
    public override FitRequest Bind(ParseResult parsed, FitRequest baseline)
    {
        var usual = (KMeansFitRequest)baseline;
        DatasetOptions rows = Data.Bind(parsed, usual.Rows);
        return usual with
        {
            Axes = parsed.GetList(_axes) ?? usual.Axes,
            Init = parsed.IsGiven(_init) ? parsed.GetRequiredValue(_init) : usual.Init,
            Options = usual.Options with
            {
                Clusters = parsed.GetValue(_clusters) ?? usual.Options.Clusters,
                Restarts = parsed.Given(_restarts) ?? usual.Options.Restarts,
                MaxIterations = parsed.Given(_maxIterations) ?? usual.Options.MaxIterations,
                Tolerance = parsed.Given(_tolerance) ?? usual.Options.Tolerance,
                Standardize = parsed.GetValue(_standardize) || usual.Options.Standardize,
                Seed = rows.Seed,
            },
            Rows = rows with { Label = parsed.GetValue(_truth) ?? rows.Label },
        };
    }

    /// <inheritdoc/>
    public override FitRequest BindFitOnly(ParseResult parsed, FitRequest request)
    {
        var fit = (KMeansFitRequest)request;
        return fit with { Options = fit.Options with { Metrics = _metrics.Bind(parsed) }, Checkpoints = _checkpoints.Bind(parsed) };
    }

    private static void RequireTwo(OptionResult result)
    {
        string[] axes = result.GetValueOrDefault<string[]?>() ?? [];
        if (axes.Length != 2 || axes[0] == axes[1])
        {
            result.AddError($"--axes must be two different features, such as a,b, but was '{string.Join(',', axes)}'.");
        }
    }

    private static bool IsInit(string word) =>
        KMeansFitRequest.InitWords.Contains(word) || word.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
}
