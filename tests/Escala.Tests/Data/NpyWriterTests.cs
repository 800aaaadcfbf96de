using Escala.Data;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Data;

public sealed class NpyWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000)]
    public void Write_RowsInParts_FileSaysHowMany(int parts)
    {
        string path = Path.Combine(_folder.Path, "rows.npy");
        using (var writer = new NpyWriter(path, 2))
        {
            for (int part = 0; part < parts; part++)
            {
                writer.Write([part, 0.1f, -part, 7]);
            }

            Assert.Equal(2 * parts, writer.Rows);
        }

        using FileStream stream = File.OpenRead(path);
        (double[] values, int rows, int columns) = NpyFile.ReadDoubles(stream, path);
        Assert.Equal((2 * parts, 2), (rows, columns));
        Assert.Equal(Enumerable.Range(0, parts).SelectMany(part => new double[] { part, 0.1f, -part, 7 }), values);
    }

    [Fact]
    public void Write_PartOfARow_Throws()
    {
        using var writer = new NpyWriter(Path.Combine(_folder.Path, "rows.npy"), 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write([1, 2, 3]));
    }
}
