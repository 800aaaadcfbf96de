using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Samples;
using Escala.Clustering;
using Escala.Data;

namespace Escala.Cli.Comparison;

/// <summary>What is compared where nobody says otherwise.</summary>
internal static class SampleWorkload
{
    /// <summary>A part of the sample.</summary>
    public const string Quick = "quick";

    /// <summary>All of it.</summary>
    public const string Full = "full";

    private const long QuickRows = 200_000;

    /// <summary>K-means of the flights' delay, distance and time of day.</summary>
    /// <param name="scale"><see cref="Quick"/> or <see cref="Full"/>.</param>
    public static KMeansFitRequest KMeans(string scale) => new()
    {
        Data = SampleData.Flights,
        Options = new KMeansOptions { Clusters = 5, MaxIterations = 300, Restarts = 10, Standardize = true },
        Rows = new DatasetOptions
        {
            Sql = "select delay, distance, hour(date) + minute(date)/60.0 as time from data",
            SampleRows = scale == Quick ? QuickRows : null,
        },
    };
}
