using Escala.Data;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>Labels block after block by a model, with the same bits as the final pass of the fit.</summary>
internal sealed class KMeansLabeler(KMeansModel model, KernelSet kernels, CoreTeam team)
{
    /// <summary>Labels a block's rows.</summary>
    /// <param name="block">The rows as they were read; not changed.</param>
    /// <param name="labels">Out: one per row.</param>
    /// <param name="distances">Out: the Euclidean distance to the centroid, one per row.</param>
    /// <param name="cancellationToken">Ends it between chunks.</param>
    /// <exception cref="DatasetException">Values are too large for float32 distances.</exception>
    public void Label(Block block, Span<int> labels, Span<float> distances, CancellationToken cancellationToken)
    {
        if (block.RowCount == 0)
        {
            return;
        }

        using var tiles = new RowTiles(block.FeatureCount);
        tiles.Append(block);
        var solo = new SoloCollective();
        PreparedRows rows = PreparedRows.Apply(tiles, model.Features, model.Fit.Scaler, team, solo);
        var work = new KMeansWork(rows, kernels, team, solo, model.Options.Seed, cancellationToken);
        using var found = new RowLabels(tiles, model.ClusterCount);
        var squared = new float[tiles.Segments[0].TileCount * RowTiles.TileRows];
        NearestPass.Run(work, model.Fit.PreparedCentroids, found, squared);
        found.CopyTo(0, 0, labels[..block.RowCount]);
        for (int row = 0; row < block.RowCount; row++)
        {
            distances[row] = MathF.Sqrt(squared[row]);
        }
    }
}
