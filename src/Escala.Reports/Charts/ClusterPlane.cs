using Escala.Reports.Results;
using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>
/// Rows and centroids on two axes: two features that were asked for or that are all there are, the feature and the cluster where
/// there is only one, and otherwise the first two principal components.
/// </summary>
internal sealed record ClusterPlane
{
    /// <summary>The rows.</summary>
    public required IReadOnlyList<Coordinates> Rows { get; init; }

    /// <summary>The centroids.</summary>
    public required IReadOnlyList<Coordinates> Centroids { get; init; }

    /// <summary>What the horizontal axis shows.</summary>
    public required string Horizontal { get; init; }

    /// <summary>What the vertical axis shows.</summary>
    public required string Vertical { get; init; }

    /// <summary>Puts a view of clusters on two axes.</summary>
    /// <param name="view">The view.</param>
    /// <param name="features">The names of the features.</param>
    /// <param name="axes">The two features to take; null where nobody has chosen.</param>
    /// <param name="words">The language.</param>
    public static ClusterPlane Of(
        ClusterViewReport view, IReadOnlyList<string> features, IReadOnlyList<string>? axes, ChartWords words) => (axes, features.Count) switch
        {
            ({ } chosen, _) => OfTwoFeatures(view, features, chosen, words),
            (_, 1) => OfOneFeature(view, features[0], words),
            (_, 2) => OfTwoFeatures(view, features, features, words),
            _ => OfComponents(view, features.Count, words),
        };

    private static ClusterPlane OfOneFeature(ClusterViewReport view, string feature, ChartWords words) => new()
    {
        Rows = [.. view.Values.Select((value, row) => new Coordinates(value, view.Labels[row] + Spread(row)))],
        Centroids = [.. view.Centroids.Select((value, cluster) => new Coordinates(value, cluster))],
        Horizontal = words.Format("clusters.feature", feature),
        Vertical = words["clusters.cluster"],
    };

    // Rows beside each other instead of upon each other: multiples of the golden ratio fill a range evenly.
    private static double Spread(int row) => 0.6 * ((row * 0.6180339887498949 % 1) - 0.5);

    private static ClusterPlane OfTwoFeatures(
        ClusterViewReport view, IReadOnlyList<string> features, IReadOnlyList<string> axes, ChartWords words)
    {
        string[] names = [.. features];
        (int x, int y) = (Array.IndexOf(names, axes[0]), Array.IndexOf(names, axes[1]));
        return new ClusterPlane
        {
            Rows = [.. view.Values.Chunk(names.Length).Select(row => new Coordinates(row[x], row[y]))],
            Centroids = [.. view.Centroids.Chunk(names.Length).Select(row => new Coordinates(row[x], row[y]))],
            Horizontal = words.Format("clusters.feature", axes[0]),
            Vertical = words.Format("clusters.feature", axes[1]),
        };
    }

    private static ClusterPlane OfComponents(ClusterViewReport view, int features, ChartWords words)
    {
        var components = PrincipalComponents.Of(view.PreparedValues, features, 2);
        return new ClusterPlane
        {
            Rows = Project(components, view.PreparedValues, features),
            Centroids = Project(components, view.PreparedCentroids, features),
            Horizontal = words.Format("clusters.component", 1, words.Short(100 * components.Shares[0])),
            Vertical = words.Format("clusters.component", 2, words.Short(100 * components.Shares[1])),
        };
    }

    private static Coordinates[] Project(PrincipalComponents components, IReadOnlyList<float> rows, int features) =>
        [.. rows.Chunk(features).Select(row => new Coordinates(components.Project(row, 0), components.Project(row, 1)))];
}
