using Escala.Clustering.Kernels;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>
/// One pass of Lloyd's algorithm over this rank's rows: every row gets the label of its nearest centroid, and the cluster sums
/// follow the rows that moved.
/// </summary>
internal sealed unsafe class LloydPass : IDisposable
{
    private readonly RowTiles _rows;
    private readonly CoreTeam _team;
    private readonly DistanceKernels _kernels;
    private readonly CentroidPanel _panel;

    public LloydPass(RowTiles rows, CoreTeam team, KernelSet kernels, int clusterCount)
    {
        _rows = rows;
        _team = team;
        _kernels = DistanceKernels.For(kernels);
        _panel = new CentroidPanel(clusterCount, rows.FeatureCount);
    }

    /// <summary>Assigns every row.</summary>
    /// <param name="centroids">Row-major (clusters, features).</param>
    /// <param name="labels">The labels so far; replaced.</param>
    /// <param name="sums">The sums that belong to the labels so far; brought up to date.</param>
    /// <param name="cancellationToken">Ends the pass between chunks; labels and sums are then not usable.</param>
    /// <returns>The number of rows whose label changed.</returns>
    public long Run(ReadOnlySpan<float> centroids, RowLabels labels, ClusterSums sums, CancellationToken cancellationToken)
    {
        _panel.Pack(centroids);
        long moved = 0;
        var row = new float[_rows.FeatureCount];
        int* lanes = stackalloc int[RowTiles.TileRows];
        float* nearest = stackalloc float[RowTiles.TileRows];
        Span<int> old = stackalloc int[RowTiles.TileRows];
        for (int s = 0; s < _rows.Segments.Count; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TileSegment segment = _rows.Segments[s];
            for (int tile = 0; tile < segment.TileCount; tile++)
            {
                _kernels.Assign(segment.Tile(tile), 1, _panel, nearest, lanes);
                labels.ReadTile(s, tile, old);
                byte* stored = labels.Tile(s, tile);
                for (int lane = 0; lane < segment.RowsInTile(tile); lane++)
                {
                    if (old[lane] == lanes[lane])
                    {
                        continue;
                    }

                    moved++;
                    int index = (tile * RowTiles.TileRows) + lane;
                    segment.CopyRow(index, row);
                    float weight = segment.Weights is null ? 1 : segment.Weights[index];
                    if (old[lane] >= 0)
                    {
                        sums.Add(old[lane], row, weight, -1);
                    }

                    sums.Add(lanes[lane], row, weight, 1);
                    if (labels.IsByte)
                    {
                        stored[lane] = (byte)lanes[lane];
                    }
                    else
                    {
                        ((int*)stored)[lane] = lanes[lane];
                    }
                }
            }
        }

        return moved;
    }

    public void Dispose() => _panel.Dispose();
}
