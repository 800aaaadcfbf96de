using Escala.Clustering;
using Escala.Reports.Results;

namespace Escala.Cli.Tests;

/// <summary>Results for tests that do not look at their figures.</summary>
internal static class ComparisonSamples
{
    /// <summary>What a fit answered.</summary>
    public static KMeansFitReport Fit { get; } = new()
    {
        Rows = 2,
        Data = new DataReport { Given = "points.csv", Files = [], Pieces = [], Format = "csv", Bytes = 8 },
        Seed = 0,
        Options = new KMeansOptionsReport
        {
            Clusters = 2,
            Init = "random",
            Restarts = 1,
            MaxIterations = 300,
            Tolerance = 0,
            Standardize = false,
            Missing = "refuse",
            TestFraction = 0,
            BlockRows = 64,
            Metrics = "default",
            Seed = 0,
        },
        Metrics = new MetricsReport { Inertia = 1 },
        Iterations = 1,
        StopReason = KMeansStopReason.NoRowMoved,
        History = [1],
        RestartInertias = [1],
        ClusterSizes = [1, 1],
        Digest = new DigestReport("0", "0"),
    };
}
