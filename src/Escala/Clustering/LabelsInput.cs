using Escala.Data;
using Escala.Engines;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>Labels that another system gave to the rows of all ranks, from a file that every rank has.</summary>
internal static class LabelsInput
{
    /// <summary>Reads this rank's part: the labels after those of the ranks before it.</summary>
    /// <param name="path">An NPY file with one whole number per row of all ranks, in the order of the rows.</param>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="labels">Out: their labels.</param>
    /// <param name="collective">The ranks.</param>
    /// <exception cref="DatasetException">There is not one label per row, or one is no cluster.</exception>
    public static void Read(string path, RowTiles rows, RowLabels labels, ICollective collective)
    {
        long[] counts = [.. collective.Gather<long>([rows.RowCount]).Select(count => count[0])];
        using FileStream stream = File.OpenRead(path);
        NpyHeader header = NpyHeader.Read(stream, path);
        if (header.Rows != counts.Sum() || header.Columns != 1)
        {
            throw new DatasetException(
                $"The labels to judge must be one per training row, ({counts.Sum()}), but {path} has ({header.Rows}, {header.Columns}).");
        }

        stream.Position = header.DataStart + (counts.Take(collective.Rank).Sum() * header.Type.Size);
        for (int segment = 0; segment < rows.Segments.Count; segment++)
        {
            labels.Write(segment, 0, ReadSegment(stream, header.Type, rows.Segments[segment].RowCount, labels.ClusterCount, path));
        }
    }

    private static int[] ReadSegment(Stream stream, NpyType type, int count, int clusters, string path)
    {
        var bytes = new byte[count * type.Size];
        var values = new double[count];
        stream.ReadExactly(bytes);
        type.Decode(bytes, values.AsSpan());
        int wrong = Array.FindIndex(values, value => value != Math.Floor(value) || value < 0 || value >= clusters);
        return wrong < 0
            ? Array.ConvertAll(values, value => (int)value)
            : throw new DatasetException(
                $"The labels to judge must be whole numbers from 0 to {clusters - 1}, but {path} has {values[wrong]}.");
    }
}
