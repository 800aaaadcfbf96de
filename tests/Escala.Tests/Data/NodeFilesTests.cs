using Escala.Data;
using Escala.Tests.DuckDb;
using Xunit;

namespace Escala.Tests.Data;

/// <summary>What a rank says where the driver's files are not the worker's.</summary>
public sealed class NodeFilesTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Require_FileThatIsNotThere_NamesThePathAndAdvisesToShip()
    {
        DataPlan plan = Plan(out string path);
        File.Delete(path);
        string message = Assert.Throws<DatasetException>(() => NodeFiles.Require(plan, plan.PiecesOf(0, 1))).Message;
        Assert.StartsWith($"The worker cannot see {path}: ", message, StringComparison.Ordinal);
        Assert.EndsWith("or send the rows with --ship.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_FileOfAnotherSize_NamesBoth()
    {
        DataPlan plan = Plan(out string path);
        File.AppendAllText(path, "x");
        string message = Assert.Throws<DatasetException>(() => NodeFiles.Require(plan, plan.PiecesOf(0, 1))).Message;
        long bytes = plan.Files[0].Bytes;
        Assert.Contains($"{path} must have {bytes} bytes on the worker, as on the driver, but has {bytes + 1}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_FilesOfOtherRanks_AreNotLookedAt()
    {
        DataPlan plan = Plan(out string path);
        NodeFiles.Require(plan, plan.PiecesOf(0, 1));
        File.Delete(path);
        NodeFiles.Require(plan, []);
    }

    [Fact]
    public void Read_FileOfOtherRowsButTheSameSize_Throws()
    {
        DataPlan plan = Plan(out string path);
        byte[] bytes = File.ReadAllBytes(path);
        using (FileStream stream = File.Create(path))
        {
            // One row less in a header of the same length.
            string header = System.Text.Encoding.Latin1.GetString(bytes).Replace("(100, 1)", "( 99, 1)", StringComparison.Ordinal);
            stream.Write(System.Text.Encoding.Latin1.GetBytes(header));
        }

        NodeFiles.Require(plan, plan.PiecesOf(1, 2));
        var source = new PieceBlockSource(plan, plan.PiecesOf(1, 2), PieceReaders.For(plan, []), threads: 1);
        Assert.Contains("must have 50 rows from row 51 on, as when it was opened, but has 49", Assert.Throws<DatasetException>(() => source.Read(default).Rows()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_EveryFormat_FindsItsReader()
    {
        Assert.Equal("NpyReader", PieceReaders.For(Plan(out _), [_data.Reader]).GetType().Name);
        DataPlan parquet = new DatasetReader(_data.Reader).Open(_data.Parquet("a.parquet", "SELECT 1 AS x")).Plan;
        Assert.Same(_data.Reader, PieceReaders.For(parquet, [_data.Reader]));
        string message = Assert.Throws<DatasetException>(() => PieceReaders.For(parquet, [])).Message;
        Assert.Contains("none of its readers knows the format parquet", message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => PieceReaders.For(Dataset.FromArray(Blocks.Counting(3)).Plan, [_data.Reader]));
    }

    private DataPlan Plan(out string path)
    {
        path = _data.File("a.npy");
        using (var writer = new NpyWriter(path, 1))
        {
            writer.Write(new float[100]);
        }

        return new DatasetReader().Open(path).Plan;
    }
}
