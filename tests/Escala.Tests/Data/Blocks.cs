using Escala.Data;

namespace Escala.Tests.Data;

/// <summary>Rows copied out of blocks, for comparing.</summary>
internal sealed record RowCopy(long Number, string Values, float Label, float Weight, float Group = float.NaN);

internal static class Blocks
{
    /// <summary>Copies all rows and disposes the blocks.</summary>
    public static List<RowCopy> Rows(this IEnumerable<Block> blocks)
    {
        var rows = new List<RowCopy>();
        foreach (Block block in blocks)
        {
            for (int i = 0; i < block.RowCount; i++)
            {
                rows.Add(new RowCopy(
                    block.RowNumbers[i],
                    string.Join(' ', block.Row(i).ToArray()),
                    block.Labels.IsEmpty ? float.NaN : block.Labels[i],
                    block.Weights.IsEmpty ? float.NaN : block.Weights[i],
                    block.Groups.IsEmpty ? float.NaN : block.Groups[i]));
            }

            block.Dispose();
        }

        return rows;
    }

    public static PieceBlockSource Source(this Dataset data, int rank = 0, int world = 1) =>
        new(data.Plan, new PieceNumbering(data.Plan, world, data.Reader).All(CancellationToken.None)[rank], data.Reader, threads: 1);

    public static List<RowCopy> Rows(this Dataset data, int world = 1) =>
        [.. Enumerable.Range(0, world).SelectMany(rank => data.Source(rank, world).Read(CancellationToken.None).Rows())];

    /// <summary>Rows with values 0, 1, 2 ... in one feature.</summary>
    public static float[,] Counting(int rows, int features = 1)
    {
        var values = new float[rows, features];
        for (int i = 0; i < rows * features; i++)
        {
            values[i / features, i % features] = i;
        }

        return values;
    }
}
