using Escala.Cli.Options;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>What a fit of K-means is asked to do.</summary>
internal sealed record KMeansFitRequest : RowsFitRequest
{
    /// <summary>The words of <c>--init</c>, in the order of <see cref="KMeansInitialization"/>.</summary>
    public static string[] InitWords { get; } = ["kmeans-parallel", "kmeans++", "random"];

    /// <inheritdoc/>
    public override Algorithm Algorithm => KMeansAlgorithm.Instance;

    /// <inheritdoc/>
    public override int Restarts => Options.Restarts;

    /// <summary>One of <see cref="InitWords"/>, or a file of centroids.</summary>
    public string Init { get; init; } = InitWords[0];

    /// <summary>The options, without what <see cref="Init"/> says.</summary>
    public KMeansOptions Options { get; init; } = new();

    /// <summary>The two features that a comparison draws the clusters on; null for the first two principal components.</summary>
    public IReadOnlyList<string>? Axes { get; init; }

    /// <inheritdoc/>
    public override FitRequest ForComparison() => this with { Options = Options with { Metrics = ClusteringMetricSet.All } };

    /// <inheritdoc/>
    public override void Validate() => Resolve();

    /// <summary>The valid options, given centroids included.</summary>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be; all are named.</exception>
    /// <exception cref="DatasetException">The file of centroids cannot be read.</exception>
    public KMeansOptions Resolve()
    {
        int word = Array.IndexOf(InitWords, Init);
        KMeansOptions options = word >= 0
            ? Options with { Initialization = (KMeansInitialization)word }
            : Options with { Initialization = KMeansInitialization.Given, InitialCentroids = CentroidsFile.Read(Init) };
        options = options with { CheckpointIterations = Checkpoints.Interval };
        OptionFaults.Throw(options.Validate, Rows.Validate, Engine.Validate, Checkpoints.Validate, ValidateHeld);
        return options;
    }

    /// <inheritdoc/>
    protected override async Task<FitReport> TrainAsync(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        KMeansOptions options = Resolve();
        var trainer = new KMeansTrainer(options)
        {
            ResumeFrom = Checkpoints.ResumeFrom(KMeansTrainer.NewestCheckpoint),
            CheckpointFolder = Checkpoints.Folder,
        };
        JobResult<KMeansFitResult> job = await trainer.RunAsync(data, engine, progress, cancellationToken).ConfigureAwait(false);
        if (Model is not null)
        {
            KMeansModel.Create(options, data.Plan, job.Result).Save(Model);
        }

        return KMeansFitReport.Of(Report(), Source(data.Plan, job.Ranks.Count), Model, data.Plan, job);
    }

    /// <summary>What was asked for, as reports have it.</summary>
    public KMeansOptionsReport Report() => new()
    {
        Clusters = Options.Clusters,
        Init = Init,
        Restarts = Options.Restarts,
        MaxIterations = Options.MaxIterations,
        Tolerance = Options.Tolerance,
        Standardize = Options.Standardize,
        Missing = ReadOptions.WordOf(Rows.Missing),
        Weights = Rows.Weights,
        Truth = Rows.Label,
        TestFraction = Rows.TestFraction,
        SampleRows = Rows.SampleRows,
        BlockRows = Rows.BlockRows,
        Metrics = Options.Metrics == ClusteringMetricSet.All ? "all" : "default",
        Seed = Options.Seed,
    };

    /// <inheritdoc/>
    public override void AddTo(ArgumentList arguments, FitRequest defaults)
    {
        var usual = (KMeansFitRequest)defaults;
        arguments.Add("--clusters", Options.Clusters);
        arguments.AddUnless(usual.Init, "--init", Init);
        arguments.AddUnless(usual.Options.Restarts, "--restarts", Options.Restarts);
        arguments.AddUnless(usual.Options.MaxIterations, "--max-iterations", Options.MaxIterations);
        arguments.AddUnless(usual.Options.Tolerance, "--tolerance", Options.Tolerance);
        arguments.AddIf(Options.Standardize && !usual.Options.Standardize, "--standardize");
        arguments.AddUnless(null, "--truth", Rows.Label);
        AddDataTo(arguments, usual.Rows);
    }

    /// <inheritdoc/>
    protected override void AddFitOnlyTo(ArgumentList arguments) =>
        arguments.AddIf(Options.Metrics == ClusteringMetricSet.All, "--metrics", "all");
}
