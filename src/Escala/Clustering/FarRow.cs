namespace Escala.Clustering;

/// <summary>A row that is far from its centroid.</summary>
/// <param name="Distance">The squared distance.</param>
/// <param name="RowNumber">The global row number.</param>
/// <param name="Label">The cluster it is in.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Values">Its values.</param>
internal sealed record FarRow(float Distance, long RowNumber, int Label, float Weight, float[] Values)
{
    /// <summary>Orders rows from near to far; of equally far ones the lower row number counts as farther.</summary>
    public static Comparer<FarRow> NearestFirst { get; } = Comparer<FarRow>.Create((x, y) =>
        x.Distance != y.Distance ? x.Distance.CompareTo(y.Distance) : y.RowNumber.CompareTo(x.RowNumber));

    /// <summary>The farthest rows of all ranks, farthest first.</summary>
    /// <param name="work">The other ranks.</param>
    /// <param name="mine">This rank's.</param>
    /// <param name="count">How many at most.</param>
    public static List<FarRow> Gather(KMeansWork work, FarRow[] mine, int count)
    {
        int features = work.FeatureCount;
        long[][] numbers = work.Collective.Gather<long>(mine.SelectMany(row => new[] { row.RowNumber, row.Label }).ToArray());
        float[][] values = work.Collective.Gather<float>(
            mine.SelectMany(row => row.Values.Prepend(row.Weight).Prepend(row.Distance)).ToArray());
        var all = new List<FarRow>();
        for (int rank = 0; rank < numbers.Length; rank++)
        {
            for (int i = 0; i < numbers[rank].Length / 2; i++)
            {
                ReadOnlySpan<float> row = values[rank].AsSpan(i * (features + 2), features + 2);
                all.Add(new FarRow(row[0], numbers[rank][2 * i], (int)numbers[rank][(2 * i) + 1], row[1], row[2..].ToArray()));
            }
        }

        all.Sort((x, y) => NearestFirst.Compare(y, x));
        return [.. all.Take(count)];
    }
}
