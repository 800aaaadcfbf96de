using Escala.Cli.Comparison;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Options;
using Escala.Cli.Samples;
using Escala.Cli.Tables;
using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Metrics;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>What comparisons need to know of K-means.</summary>
internal sealed class KMeansComparison : AlgorithmComparison
{
    /// <inheritdoc/>
    public override IReadOnlyList<PeerDescription> Peers => KMeansPeers.All;

    /// <inheritdoc/>
    public override bool IsSameOnAllEngines => true;

    /// <summary>K-means of the flights' delay, distance and time of day.</summary>
    /// <inheritdoc/>
    public override FitRequest Sample(string scale) => new KMeansFitRequest
    {
        Data = SampleData.Flights,
        Options = new KMeansOptions { Clusters = 5, MaxIterations = 300, Restarts = 10, Standardize = true },
        Rows = new DatasetOptions
        {
            Sql = "select delay, distance, hour(date) + minute(date)/60.0 as time from data",
            SampleRows = SampleScale.Rows(scale),
        },
    };

    /// <summary>Refuses axes that are no features.</summary>
    /// <inheritdoc/>
    public override void RequireFit(FitRequest request, string path, CancellationToken cancellationToken)
    {
        var fit = (KMeansFitRequest)request;
        if (fit.Axes is not { } axes)
        {
            return;
        }

        using var reader = new DuckDbReader();
        string[] features =
            [.. new DatasetReader(reader).Open(path, fit.Rows, cancellationToken).Plan.Features.Select(feature => feature.Name)];
        if (axes.FirstOrDefault(axis => !features.Contains(axis)) is { } unknown)
        {
            throw new InvalidOptionsException(
                $"--axes must be of the features {string.Join(", ", features)}, but was '{unknown}'. Name two of them.");
        }
    }

    /// <inheritdoc/>
    public override WorkloadReport Begin(FitRequest request, string path, IReadOnlyList<FileStampReport> files)
    {
        var fit = (KMeansFitRequest)request;
        return new KMeansWorkloadReport { Data = fit.Data, Files = files, Options = fit.Report(), Axes = fit.Axes, Runs = [] };
    }

    /// <inheritdoc/>
    public override WorkloadReport Resume(WorkloadReport earlier, WorkloadReport asked) =>
        (KMeansWorkloadReport)earlier with { Axes = ((KMeansWorkloadReport)asked).Axes };

    /// <summary>
    /// The three initialisations, one run of the algorithm from each. On one core, where seconds are CPU seconds, and without the
    /// silhouette, which says nothing about where a run began.
    /// </summary>
    /// <inheritdoc/>
    public override IEnumerable<ComparisonCell> Trials(ChildProgram program, FitRequest request)
    {
        var fit = (KMeansFitRequest)request;
        foreach (string word in KMeansFitRequest.InitWords)
        {
            KMeansFitRequest trial = fit with
            {
                Init = word,
                Engine = new EngineChoice(EngineChoice.Serial),
                Options = fit.Options with { Restarts = 1, Metrics = ClusteringMetricSet.Default },
            };
            yield return new ComparisonCell(
                RunKind.Initialization, word, trial.Engine.Cores, trial, new FitRunner(program, trial));
        }
    }

    /// <inheritdoc/>
    public override async Task<WorkloadReport> CompleteAsync(
        Workload workload, WorkloadReport report, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        var results = (KMeansWorkloadReport)report;
        if (results.Clusters is not null || results.Finished.LastOrDefault() is not { } run)
        {
            return results;
        }

        ClusterViewReport drawn = await new ClusterView(workload).DrawAsync(run, progress, cancellationToken).ConfigureAwait(false);
        return results with { Clusters = drawn };
    }

    /// <inheritdoc/>
    public override PeerInputs CreatePeerInputs(FitRequest request) => new KMeansPeerInputs((KMeansFitRequest)request);

    /// <inheritdoc/>
    public override string Head(WorkloadReport report, string data, Language language)
    {
        Texts texts = ComparisonTexts.In(language);
        KMeansOptionsReport options = ((KMeansWorkloadReport)report).Options;
        return texts.Format(
            "head.kmeans", data, texts.Count("clusters", options.Clusters), texts.Count("runs", options.Restarts), options.Init);
    }

    /// <inheritdoc/>
    public override IEnumerable<FigureTable> Tables(WorkloadReport report, Language language) =>
        [new InitializationTable(language).Of(report)];
}
