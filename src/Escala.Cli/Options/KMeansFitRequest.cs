using Escala.Clustering;
using Escala.Data;
using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Cli.Options;

/// <summary>What a fit of K-means is asked to do.</summary>
internal sealed record KMeansFitRequest
{
    /// <summary>The words of <c>--init</c>, in the order of <see cref="KMeansInitialization"/>.</summary>
    public static string[] InitWords { get; } = ["kmeans-parallel", "kmeans++", "random"];

    /// <summary>A file, a glob or a sample's name.</summary>
    public required string Data { get; init; }

    /// <summary>One of <see cref="InitWords"/>, or a file of centroids.</summary>
    public string Init { get; init; } = InitWords[0];

    /// <summary>The options, without what <see cref="Init"/> says.</summary>
    public KMeansOptions Options { get; init; } = new();

    /// <summary>Which columns and rows of the data are used.</summary>
    public DatasetOptions Rows { get; init; } = new();

    /// <summary>Where to run.</summary>
    public EngineChoice Engine { get; init; } = EngineChoice.Default;

    /// <summary>Where the model goes; null for nowhere.</summary>
    public string? Model { get; init; }

    /// <summary>The valid options, given centroids included.</summary>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be; all are named.</exception>
    /// <exception cref="DatasetException">The file of centroids cannot be read.</exception>
    public KMeansOptions Resolve()
    {
        int word = Array.IndexOf(InitWords, Init);
        KMeansOptions options = word >= 0
            ? Options with { Initialization = (KMeansInitialization)word }
            : Options with { Initialization = KMeansInitialization.Given, InitialCentroids = CentroidsFile.Read(Init) };
        OptionFaults.Throw(options.Validate, Rows.Validate, Engine.Validate);
        return options;
    }

    /// <summary>About how many rows train, of so many that were read; a query that filters leaves fewer.</summary>
    public long UsedRows(long readRows) => (long)(Math.Min(Rows.SampleRows ?? long.MaxValue, readRows) * (1 - Rows.TestFraction));

    /// <summary>What was asked for, as reports have it.</summary>
    public KMeansOptionsReport Report() => new()
    {
        Clusters = Options.Clusters,
        Init = Init,
        Restarts = Options.Restarts,
        MaxIterations = Options.MaxIterations,
        Tolerance = Options.Tolerance,
        Standardize = Options.Standardize,
        Missing = ReadOptions.MissingWords[(int)Rows.Missing],
        Weights = Rows.Weights,
        Truth = Rows.Label,
        TestFraction = Rows.TestFraction,
        SampleRows = Rows.SampleRows,
        BlockRows = Rows.BlockRows,
        Metrics = Options.Metrics == ClusteringMetricSet.All ? "all" : "default",
        Seed = Options.Seed,
    };

    /// <summary>The arguments that make <c>escala</c> do this; defaults are left out.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        var arguments = new ArgumentList("fit", "kmeans", Data);
        AddTo(arguments, new KMeansFitRequest { Data = Data });
        arguments.Add("--engine", Engine.Name);
        arguments.AddUnless(null, "--threads", Engine.Threads);
        arguments.AddUnless(null, "--model", Model);
        arguments.AddIf(Options.Metrics == ClusteringMetricSet.All, "--metrics", "all");
        return arguments.Items;
    }

    /// <summary>Adds the options of the training itself, whoever does it.</summary>
    /// <param name="arguments">Where to.</param>
    /// <param name="defaults">What holds for options that are left out.</param>
    public void AddTo(ArgumentList arguments, KMeansFitRequest defaults)
    {
        arguments.Add("--clusters", Options.Clusters);
        arguments.AddUnless(defaults.Init, "--init", Init);
        arguments.AddUnless(defaults.Options.Restarts, "--restarts", Options.Restarts);
        arguments.AddUnless(defaults.Options.MaxIterations, "--max-iterations", Options.MaxIterations);
        arguments.AddUnless(defaults.Options.Tolerance, "--tolerance", Options.Tolerance);
        arguments.AddIf(Options.Standardize && !defaults.Options.Standardize, "--standardize");
        arguments.AddUnless(null, "--features", Rows.Features is null ? null : string.Join(',', Rows.Features));
        arguments.AddUnless(defaults.Rows.Sql, "--sql", Rows.Sql);
        arguments.AddUnless(null, "--truth", Rows.Label);
        arguments.AddUnless(null, "--weights", Rows.Weights);
        arguments.AddUnless(defaults.Rows.Missing, "--missing", Rows.Missing, ReadOptions.MissingWords[(int)Rows.Missing]);
        arguments.AddUnless(defaults.Rows.TestFraction, "--test-fraction", Rows.TestFraction);
        arguments.AddUnless(defaults.Rows.SampleRows, "--sample-rows", Rows.SampleRows);
        arguments.AddUnless(defaults.Rows.BlockRows, "--block-rows", Rows.BlockRows);
        arguments.Add("--seed", Options.Seed);
    }
}
