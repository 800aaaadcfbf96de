using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>The rows of one cluster in a silhouette plot.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Top">Where the first row is.</param>
/// <param name="Silhouettes">The silhouettes, falling.</param>
internal sealed record SilhouetteBand(int Cluster, double Top, IReadOnlyList<double> Silhouettes)
{
    /// <summary>Where the last row ends: rows go downwards.</summary>
    public double Bottom => Top - Silhouettes.Count;

    /// <summary>The bands of all clusters that have rows, one below the other with space between.</summary>
    public static IReadOnlyList<SilhouetteBand> Of(IReadOnlyList<int> labels, IReadOnlyList<double> silhouettes)
    {
        double gap = Math.Max(1, 0.015 * labels.Count);
        var bands = new List<SilhouetteBand>();
        double top = -gap;
        foreach (IGrouping<int, (int Cluster, double Silhouette)> rows in labels.Zip(silhouettes).GroupBy(row => row.First).OrderBy(rows => rows.Key))
        {
            var band = new SilhouetteBand(rows.Key, top, [.. rows.Select(row => row.Silhouette).OrderDescending()]);
            bands.Add(band);
            top = band.Bottom - gap;
        }

        return bands;
    }

    /// <summary>The outline of the rows' bars.</summary>
    public Coordinates[] Outline() =>
    [
        new Coordinates(0, Top),
        .. Silhouettes.SelectMany((silhouette, row) =>
            (Coordinates[])[new Coordinates(silhouette, Top - row), new Coordinates(silhouette, Top - row - 1)]),
        new Coordinates(0, Bottom),
    ];
}
