namespace Escala.Numerics;

/// <summary>Turns row-major rows into tiles.</summary>
internal static unsafe class TileLayout
{
    /// <summary>Writes rows as tiles and fills the lanes after the last row with zeros.</summary>
    /// <param name="rows">Row-major (rowCount, features).</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="tiles">Room for whole tiles.</param>
    public static void FromRows(float* rows, int rowCount, int features, float* tiles)
    {
        int tileCount = (rowCount + RowTiles.TileRows - 1) / RowTiles.TileRows;
        for (int tile = 0; tile < tileCount; tile++)
        {
            float* target = tiles + ((nint)tile * RowTiles.TileRows * features);
            int count = Math.Min(RowTiles.TileRows, rowCount - (tile * RowTiles.TileRows));
            for (int feature = 0; feature < features; feature++)
            {
                float* source = rows + ((nint)tile * RowTiles.TileRows * features) + feature;
                float* lanes = target + (feature * RowTiles.TileRows);
                for (int lane = 0; lane < count; lane++, source += features)
                {
                    lanes[lane] = *source;
                }

                new Span<float>(lanes + count, RowTiles.TileRows - count).Clear();
            }
        }
    }
}
