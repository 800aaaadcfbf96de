using CsCheck;
using Escala.DuckDb.Files;
using Xunit;

namespace Escala.Tests.DuckDb;

public sealed class RowLayoutTests
{
    private const float Untouched = -1;

    [Fact]
    public void FromColumns_AnyShape_WritesThoseRowsAndNothingBeyond() =>
        Gen.Select(Gen.Int[1, 11], Gen.Int[1, 70], Gen.Int[0, 9]).Sample((features, count, start) =>
        {
            float[][] columns = [.. Enumerable.Range(0, features).Select(feature =>
                Enumerable.Range(0, start + count).Select(row => (1000f * feature) + row).ToArray())];
            IEnumerable<float> rows = Enumerable.Range(start, count).SelectMany(row => columns.Select(column => column[row]));
            Assert.Equal([.. rows, .. Enumerable.Repeat(Untouched, 16)], Written(columns, start, count));
        });

    private static unsafe float[] Written(float[][] columns, int start, int count)
    {
        float[][] pinned = [.. columns.Select(column => GC.AllocateArray<float>(column.Length, pinned: true))];
        float*[] pointers = new float*[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i].CopyTo(pinned[i], 0);
            fixed (float* first = pinned[i])
            {
                pointers[i] = first;
            }
        }

        float[] rows = new float[(columns.Length * count) + 16];
        Array.Fill(rows, Untouched);
        fixed (float** column = pointers)
        fixed (float* target = rows)
        {
            RowLayout.FromColumns(column, start, columns.Length, count, target);
        }

        GC.KeepAlive(pinned);
        return rows;
    }
}
