using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using CsCheck;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public sealed class ArrowReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, IArrowArray> Numbers => new()
    {
        { "int8", new Int8Array.Builder().Append(1).Append(-2).AppendNull().Build() },
        { "uint8", new UInt8Array.Builder().Append(1).Append(200).AppendNull().Build() },
        { "int16", new Int16Array.Builder().Append(1).Append(-2).AppendNull().Build() },
        { "uint16", new UInt16Array.Builder().Append(1).Append(200).AppendNull().Build() },
        { "int32", new Int32Array.Builder().Append(1).Append(-2).AppendNull().Build() },
        { "uint32", new UInt32Array.Builder().Append(1).Append(200).AppendNull().Build() },
        { "int64", new Int64Array.Builder().Append(1).Append(-2).AppendNull().Build() },
        { "uint64", new UInt64Array.Builder().Append(1).Append(200).AppendNull().Build() },
        { "halffloat", new HalfFloatArray.Builder().Append((Half)1).Append((Half)(-2)).AppendNull().Build() },
        { "float", new FloatArray.Builder().Append(1).Append(-2).AppendNull().Build() },
        { "double", new DoubleArray.Builder().Append(1).Append(-2).AppendNull().Build() },
        { "decimal128", new Decimal128Array.Builder(new Decimal128Type(10, 2)).Append(1m).Append(-2m).AppendNull().Build() },
        { "decimal256", new Decimal256Array.Builder(new Decimal256Type(40, 2)).Append(1m).Append(-2m).AppendNull().Build() },
        { "decimal32", new Decimal32Array.Builder(new Decimal32Type(8, 2)).Append(1m).Append(-2m).AppendNull().Build() },
        { "decimal64", new Decimal64Array.Builder(new Decimal64Type(8, 2)).Append(1m).Append(-2m).AppendNull().Build() },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Open_Numbers_AreReadWithNullsAsMissing(string type, IArrowArray values)
    {
        Dataset data = Open(Write("a.arrow", [("x", values)]));
        Assert.Equal(ColumnType.Number, data.Plan.Features[0].Type);
        Assert.Equal(type, data.Plan.Features[0].StoredType);
        string second = type.StartsWith('u') ? "200" : "-2";
        Assert.Equal(["1", second, "NaN"], RawValues(data));
    }

    [Fact]
    public void Open_Booleans_AreOneAndZero()
    {
        Dataset data = Open(Write("a.arrow", [("x", new BooleanArray.Builder().Append(true).Append(false).AppendNull().Build())]));
        Assert.Equal(ColumnType.Boolean, data.Plan.Features[0].Type);
        Assert.Equal(["1", "0", "NaN"], RawValues(data));
    }

    [Theory]
    [InlineData("a.arrow", false)]
    [InlineData("a.feather", false)]
    [InlineData("a.ipc", false)]
    [InlineData("a.arrows", true)]
    public void Open_FileAndStreamFormat_GiveTheSameRows(string name, bool isStream)
    {
        Dataset data = Open(Write(name, Batches(3, 100, 5), isStream), new DatasetOptions { BlockRows = 64 });
        Assert.Equal(108, data.Plan.Files[0].Rows);
        Assert.Equal(isStream ? [0L] : [0, 3, 103], data.Plan.Files[0].RowGroups!);
        Assert.Equal(Enumerable.Range(0, 108).Select(row => $"{row}: {row} {2 * row}"), data.Rows().Select(row => $"{row.Number}: {row.Values}"));
    }

    [Fact]
    public void Open_AnyBatchesAndWorld_GiveTheSameRows() =>
        Gen.Select(Gen.Int[0, 90].Array[1, 6].Where(rows => rows.Sum() > 0), Gen.Int[1, 7], Gen.Bool).Sample(
            (rows, world, isStream) =>
            {
                Dataset data = Open(Write("p.arrow", Batches(rows), isStream), new DatasetOptions { BlockRows = 64 });
                Assert.Equal(
                    Enumerable.Range(0, rows.Sum()).Select(row => $"{row}: {row} {2 * row}"),
                    data.Rows(world).Select(row => $"{row.Number}: {row.Values}"));
            },
            iter: 60,
            threads: 1);

    [Theory]
    [InlineData(CompressionCodecType.Lz4Frame, false)]
    [InlineData(CompressionCodecType.Zstd, false)]
    [InlineData(CompressionCodecType.Zstd, true)]
    public void Open_Compressed_IsRead(CompressionCodecType codec, bool isStream)
    {
        var options = new IpcOptions { CompressionCodec = codec, CompressionCodecFactory = new CompressionCodecFactory() };
        Dataset data = Open(Write("a.arrow", Batches(1000), isStream, options));
        Assert.Equal(Enumerable.Range(0, 1000).Select(row => $"{row} {2 * row}"), data.Rows().Select(row => row.Values));
    }

    [Fact]
    public void Open_TextLabel_IsReadAsCategories()
    {
        foreach (IArrowArray texts in new IArrowArray[] { Strings("b", "a", null, "b"), LargeStrings("b", "a", null, "b"), Encoded() })
        {
            string path = Write("a.arrow", [("x", Count(4)), ("kind", texts)]);
            Dataset data = Open(path, new DatasetOptions { Label = "kind", Missing = MissingValues.Drop });
            Assert.Equal(["a", "b"], data.Plan.Label!.Categories!);
            Assert.Equal([1f, 0, 1], data.Rows().Select(row => row.Label));
        }
    }

    [Fact]
    public void Open_TextLabelOfSeveralBatches_HasTheCategoriesOfAll()
    {
        RecordBatch[] batches = [Batch([("x", Count(2)), ("kind", Strings("c", "b"))]), Batch([("x", Count(2)), ("kind", Strings("a", "c"))])];
        foreach (bool isStream in new[] { false, true })
        {
            Dataset data = Open(Write("a.arrow", batches, isStream), new DatasetOptions { Label = "kind" });
            Assert.Equal(["a", "b", "c"], data.Plan.Label!.Categories!);
            Assert.Equal([2f, 1, 0, 2], data.Rows().Select(row => row.Label));
        }
    }

    [Fact]
    public void Open_DictionaryOfNumbers_IsReadAsNumbers()
    {
        var type = new DictionaryType(Int8Type.Default, DoubleType.Default, false);
        var indices = new Int8Array.Builder().Append(1).Append(0).AppendNull().Build();
        var values = new DictionaryArray(type, indices, new DoubleArray.Builder().Append(2.5).Append(7).Build());
        Dataset data = Open(Write("a.arrow", [("x", values)]));
        Assert.Equal("dictionary<double>", data.Plan.Features[0].StoredType);
        Assert.Equal(["7", "2.5", "NaN"], RawValues(data));
    }

    [Fact]
    public void RequireNumericFeatures_Text_NamesTheFirstThatIsNoNumber()
    {
        string path = Write("a.arrow", [Batch([("x", Strings("1", null))]), Batch([("x", Strings("2", "abc"))])]);
        var fault = Assert.Throws<DatasetException>(() => Open(path).RequireNumericFeatures("K-means"));
        Assert.Contains($"Column 'x' of {path} holds text: row 4 is 'abc'.", fault.Message);
    }

    [Fact]
    public void Open_DatesAndTimes_AreRefused()
    {
        var timestamps = new TimestampArray.Builder(TimeUnit.Microsecond).Append(DateTimeOffset.UnixEpoch).Build();
        string path = Write("a.arrow", [("when", timestamps), ("day", new Date32Array.Builder().Append(DateTime.UnixEpoch).Build())]);
        AssertFault(path, "Column 'when' of", "(timestamp[microsecond]), not numbers.", "Column 'day' of", "(date32), not numbers.");
    }

    [Fact]
    public void Open_ListColumn_IsRefusedByNameButMayBeLeftOut()
    {
        var lists = new ListArray.Builder(Int32Type.Default);
        lists.Append();
        string path = Write("a.arrow", [("x", Count(1)), ("list", lists.Build())]);
        AssertFault(path, "Column 'list' of", "is of type list, which cannot be read as a number");
        Assert.Equal("0", Assert.Single(Open(path, new DatasetOptions { Features = ["x"] }).Rows()).Values);
    }

    [Fact]
    public void Open_FilesWithDifferentColumns_Throws()
    {
        Write("1.arrow", [("x", Count(1))]);
        Write("2.arrow", [("y", Count(1))]);
        AssertFault(_folder.File("*.arrow"), "2.arrow has the columns y (int32), but ", "1.arrow has x (int32).");
    }

    [Fact]
    public void Open_MissingValue_NamesRowAndColumnOfTheFile()
    {
        Write("1.arrow", [("x", Count(3))]);
        string path = Write("2.arrow", [("x", new FloatArray.Builder().Append(1).AppendNull().Build())], name: "f");
        Assert.Contains("2.arrow, row 2, column 'f': the value is missing.", Assert.Throws<DatasetException>(() => Open(path).Rows()).Message);
    }

    [Fact]
    public void Open_NoRows_Throws()
    {
        foreach (bool isStream in new[] { false, true })
        {
            string path = Write("a.arrow", Batches(0), isStream);
            Assert.Contains("there are no rows", Assert.Throws<DatasetException>(() => Open(path).Rows()).Message);
        }
    }

    [Fact]
    public void Open_TruncatedAnywhere_IsAClearErrorNamingTheFile()
    {
        foreach (bool isStream in new[] { false, true })
        {
            byte[] whole = File.ReadAllBytes(Write("a.arrow", Batches(50, 50), isStream));
            for (int length = 1; length < whole.Length - 8; length += 7)
            {
                string path = _folder.Write("t.arrow", whole[..length]);
                if (ReadAll(path) is { } fault)
                {
                    Assert.Contains("t.arrow", Assert.IsType<DatasetException>(fault).Message);
                }
                else
                {
                    // A stream may end between two messages.
                    Assert.True(isStream);
                }
            }
        }
    }

    [Fact]
    public void Open_DamagedAnywhere_NeverFailsOtherwise() => Gen.Select(Gen.Bool, Gen.Int[0, 10_000], Gen.Byte).Sample(
        (isStream, position, value) =>
        {
            byte[] bytes = File.ReadAllBytes(Write("d.arrow", [Batch([("x", Count(20)), ("s", Strings([.. Enumerable.Repeat("a", 20)]))])], isStream));
            bytes[position % bytes.Length] = value;
            string path = _folder.Write("d.arrow", bytes);
            Assert.True(ReadAll(path) is null or DatasetException);
        },
        iter: 300,
        threads: 1);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("x", "is not an Arrow IPC file")]
    [InlineData("x,y\n1,2\n3,4\n", "is not an Arrow IPC file")]
    [InlineData("FEA1....FEA1", "is of Feather version 1")]
    [InlineData("ARROW1", "is truncated")]
    [InlineData("ARROW1 and then something else", "is truncated")]
    public void Open_AnotherFormat_Throws(string content, string message) => AssertFault(_folder.Write("a.arrow", content), message);

    public void Dispose() => _folder.Dispose();

    private static Dataset Open(string path, DatasetOptions? options = null) => new DatasetReader().Open(path, options);

    private static Exception? ReadAll(string path) => Record.Exception(() =>
    {
        Dataset data = Open(path);
        DataColumn? text = data.Plan.Features.FirstOrDefault(column => column.Type == ColumnType.Text);
        Open(path, new DatasetOptions { Label = text?.Name, Missing = MissingValues.Drop }).Rows();
    });

    /// <summary>All values as the reader gives them, missing ones included.</summary>
    private static List<string> RawValues(Dataset data)
    {
        using IPieceRows rows = data.Reader.Open(
            new PieceRequest { File = data.Plan.Files[0], Features = data.Plan.Features }, CancellationToken.None);
        var block = new Block(64, data.Plan.Features.Count);
        Assert.False(rows.Read(block));
        return [.. new[] { block }.Rows().Select(row => row.Values)];
    }

    private static Int32Array Count(int rows, int first = 0, int step = 1) =>
        new Int32Array.Builder().AppendRange(Enumerable.Range(0, rows).Select(row => (first + row) * step)).Build();

    private static StringArray Strings(params string?[] values) => new StringArray.Builder().AppendRange(values).Build();

    private static LargeStringArray LargeStrings(params string?[] values) => new LargeStringArray.Builder().AppendRange(values).Build();

    private static DictionaryArray Encoded()
    {
        var type = new DictionaryType(Int16Type.Default, StringType.Default, false);
        var indices = new Int16Array.Builder().Append(2).Append(0).AppendNull().Append(2).Build();
        return new DictionaryArray(type, indices, Strings("a", "unused", "b"));
    }

    /// <summary>Batches of the columns x = row and y = 2 x row.</summary>
    private static RecordBatch[] Batches(params int[] rows)
    {
        var batches = new RecordBatch[rows.Length];
        for (int i = 0, first = 0; i < rows.Length; first += rows[i], i++)
        {
            batches[i] = Batch([("x", Count(rows[i], first)), ("y", Count(rows[i], first, step: 2))]);
        }

        return batches;
    }

    private static RecordBatch Batch((string Name, IArrowArray Values)[] columns)
    {
        var schema = new Schema(columns.Select(column => new Field(column.Name, column.Values.Data.DataType, nullable: true)), null);
        return new RecordBatch(schema, columns.Select(column => column.Values), columns[0].Values.Length);
    }

    private string Write(string file, (string Name, IArrowArray Values)[] columns, string? name = null) =>
        Write(file, [Batch([.. columns.Select(column => (name ?? column.Name, column.Values))])]);

    private string Write(string file, RecordBatch[] batches, bool isStream = false, IpcOptions? options = null)
    {
        string path = _folder.File(file);
        using FileStream stream = File.Create(path);
        options ??= new IpcOptions();
        using ArrowStreamWriter writer = isStream
            ? new ArrowStreamWriter(stream, batches[0].Schema, leaveOpen: false, options)
            : new ArrowFileWriter(stream, batches[0].Schema, leaveOpen: false, options);
        writer.WriteStart();
        foreach (RecordBatch batch in batches)
        {
            writer.WriteRecordBatch(batch);
        }

        writer.WriteEnd();
        return path;
    }

    private static void AssertFault(string path, params string[] parts)
    {
        var fault = Assert.Throws<DatasetException>(() => Open(path));
        Assert.All(parts, part => Assert.Contains(part, fault.Message));
    }
}
