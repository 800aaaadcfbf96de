using Escala.Clustering.Initialization;
using Escala.Engines;
using Escala.Measurement;

namespace Escala.Clustering;

/// <summary>
/// The operator that chooses the first centroids of every restart as <see cref="KMeansFit"/> does, and trains nothing: so that
/// another system can begin where Escala does.
/// </summary>
public sealed class KMeansStarts : IOperator<KMeansOptions, KMeansStartsResult>
{
    /// <inheritdoc/>
    public static OperatorContract<KMeansOptions, KMeansStartsResult> Contract { get; } =
        new("kmeans-starts", 1, KMeansJson.Default.KMeansOptions, KMeansJson.Default.KMeansStartsResult);

    /// <inheritdoc/>
    public KMeansStartsResult Run(KMeansOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        using KMeansRows rows = KMeansRows.Load(options, rank, cancellationToken);
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Init);
        var initial = new InitialCentroids(rows.Work, options);
        return new KMeansStartsResult
        {
            Scaler = rows.Work.Rows.Scaler,
            PreparedCentroids = [.. Enumerable.Range(0, options.Restarts).Select(initial.Choose)],
        };
    }
}
