using System.Text;
using CsCheck;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public sealed class NpyReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, byte[]> Types => new()
    {
        { "<f2", Bytes<Half>(BitConverter.GetBytes, (Half)1, (Half)2.5, (Half)(-3), (Half)4) },
        { "<f4", Bytes(BitConverter.GetBytes, 1f, 2.5f, -3, 4) },
        { "<f8", Bytes(BitConverter.GetBytes, 1.0, 2.5, -3, 4) },
        { "=f8", Bytes(BitConverter.GetBytes, 1.0, 2.5, -3, 4) },
    };

    public static TheoryData<string, byte[]> IntegerTypes => new()
    {
        { "|i1", [1, 2, 0xFD, 4] },
        { "<i2", Bytes<short>(BitConverter.GetBytes, 1, 2, -3, 4) },
        { "<i4", Bytes(BitConverter.GetBytes, 1, 2, -3, 4) },
        { "<i8", Bytes<long>(BitConverter.GetBytes, 1, 2, -3, 4) },
    };

    public static TheoryData<string, byte[]> UnsignedTypes => new()
    {
        { "|u1", [1, 2, 3, 200] },
        { "<u2", Bytes<ushort>(BitConverter.GetBytes, 1, 2, 3, 200) },
        { "<u4", Bytes<uint>(BitConverter.GetBytes, 1, 2, 3, 200) },
        { "<u8", Bytes<ulong>(BitConverter.GetBytes, 1, 2, 3, 200) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Open_FloatTypes_AreRead(string type, byte[] data) => Assert.Equal(["1 2.5", "-3 4"], Values(Write(type, "(2, 2)", data)));

    [Theory]
    [MemberData(nameof(IntegerTypes))]
    public void Open_IntegerTypes_AreRead(string type, byte[] data) => Assert.Equal(["1 2", "-3 4"], Values(Write(type, "(2, 2)", data)));

    [Theory]
    [MemberData(nameof(UnsignedTypes))]
    public void Open_UnsignedTypes_AreRead(string type, byte[] data) => Assert.Equal(["1 2", "3 200"], Values(Write(type, "(2, 2)", data)));

    [Fact]
    public void Open_Booleans_AreOneAndZero()
    {
        string path = Write("|b1", "(2, 2)", [1, 0, 0, 1]);
        Assert.Equal(["1 0", "0 1"], Values(path));
        Assert.Equal(ColumnType.Boolean, Open(path).Plan.Features[0].Type);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Open_Versions_AreRead(int version) =>
        Assert.Equal(["1 2"], Values(Write("|u1", "(1, 2)", [1, 2], version: version)));

    [Fact]
    public void Open_OneDimension_IsOneColumn() => Assert.Equal(["1", "2", "3"], Values(Write("|u1", "(3,)", [1, 2, 3])));

    [Fact]
    public void Open_ColumnMajor_IsReadByRows() =>
        Assert.Equal(["1 4", "2 5", "3 6"], Values(Write("|u1", "(3, 2)", [1, 2, 3, 4, 5, 6], isColumnMajor: true)));

    [Fact]
    public void Open_LabelAndFeatures_AreTakenByName()
    {
        foreach (bool isColumnMajor in new[] { false, true })
        {
            byte[] data = isColumnMajor ? [1, 4, 2, 5, 3, 6] : [1, 2, 3, 4, 5, 6];
            string path = Write("|u1", "(2, 3)", data, isColumnMajor);
            Dataset set = new DatasetReader().Open(path, new DatasetOptions { Features = ["x2", "x0"], Label = "x1" });
            Assert.Equal([new RowCopy(0, "3 1", 2, float.NaN), new RowCopy(1, "6 4", 5, float.NaN)], set.Rows());
        }
    }

    [Fact]
    public void Open_ColumnsInAnyOrder_AreThoseOfTheirNames() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[0, 9], Gen.Bool, Gen.Bool).SelectMany(
            (columns, label, isSorted, isColumnMajor) => Gen.Shuffle(Enumerable.Range(0, columns).ToArray(), 1, columns).Select(
                chosen => (columns, label, isColumnMajor, chosen: isSorted ? chosen.Order().ToArray() : chosen))).Sample(
            sample =>
            {
                const int Rows = 5;
                (int columns, int label, bool isColumnMajor, int[] chosen) = sample;
                int[] features = [.. chosen.Where(column => column != label)];
                if (features.Length == 0)
                {
                    return;
                }

                float[] values = [.. Enumerable.Range(0, Rows * columns).Select(i => (float)i)];
                string path = Write("<f4", $"({Rows}, {columns})", Bytes(BitConverter.GetBytes, values), isColumnMajor);
                int At(int row, int column) => isColumnMajor ? (column * Rows) + row : (row * columns) + column;
                var options = new DatasetOptions
                {
                    Features = [.. features.Select(column => $"x{column}")],
                    Label = label < columns ? $"x{label}" : null,
                };
                Assert.Equal(
                    Enumerable.Range(0, Rows).Select(row => new RowCopy(
                        row,
                        string.Join(' ', features.Select(column => At(row, column))),
                        label < columns ? At(row, label) : float.NaN,
                        float.NaN)),
                    new DatasetReader().Open(path, options).Rows());
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Open_RowsOfSeveralRanksAndBlocks_AreThoseOfOne() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 5], Gen.Int[1, 6], Gen.Bool).Sample(
            (rows, columns, world, isColumnMajor) =>
            {
                float[] values = [.. Enumerable.Range(0, rows * columns).Select(i => (float)i)];
                string path = Write("<f4", $"({rows}, {columns})", Bytes(BitConverter.GetBytes, values), isColumnMajor, name: $"{rows}{columns}.npy");
                Dataset data = new DatasetReader().Open(path, new DatasetOptions { BlockRows = 64 });
                List<RowCopy> expected = [.. Enumerable.Range(0, rows).Select(row => new RowCopy(
                    row,
                    string.Join(' ', Enumerable.Range(0, columns).Select(column => isColumnMajor ? (column * rows) + row : (row * columns) + column)),
                    float.NaN,
                    float.NaN))];
                Assert.Equal(expected, data.Rows(world));
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void Open_MoreThanTheBuffer_IsReadWhole()
    {
        const int Rows = 300_000;
        string path = Write("<f8", $"({Rows}, 2)", Bytes(BitConverter.GetBytes, [.. Enumerable.Range(0, Rows * 2).Select(i => (double)i)]));
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => $"{2 * row} {(2 * row) + 1}"), Values(path));
    }

    [Fact]
    public void Open_SeveralFiles_NumberRowsOverAll()
    {
        Write("|u1", "(2,)", [1, 2], name: "1.npy");
        Write("|u1", "(1, 1)", [3], name: "2.npy");
        Assert.Equal([0L, 1, 2], Open(_folder.File("*.npy")).Rows().Select(row => row.Number));
    }

    [Fact]
    public void Open_FilesWithDifferentColumns_Throws()
    {
        Write("|u1", "(1, 2)", [1, 2], name: "1.npy");
        Write("|u1", "(1, 1)", [3], name: "2.npy");
        AssertFault(_folder.File("*.npy"), "2.npy has 1 columns, but ", "1.npy has 2.");
    }

    [Theory]
    [InlineData(">f4", "holds values of type >f4")]
    [InlineData("|O", "holds values of type |O")]
    [InlineData("<U5", "holds values of type <U5")]
    [InlineData("<c8", "holds values of type <c8")]
    [InlineData("<M8[ns]", "holds values of type <M8[ns]")]
    public void Open_TypeThatIsNoNumber_IsNamed(string type, string message) =>
        AssertFault(Write(type, "(1, 1)", new byte[20]), message, "astype('<f4')");

    [Fact]
    public void Open_StructuredArray_Throws()
    {
        byte[] header = Header("[('a', '<f4'), ('b', '<f4')]", "(1,)", isColumnMajor: false, 1);
        AssertFault(_folder.Write("a.npy", [.. header, .. new byte[8]]), "holds values of type 'descr': [('a', '<f4'), ('b', '<f4')]");
    }

    [Theory]
    [InlineData("(1, 2, 3)", "holds an array of 3 dimensions (1, 2, 3)")]
    [InlineData("()", "holds an array of 0 dimensions")]
    [InlineData("(2, 0)", "has no columns: its shape is (2, 0)")]
    [InlineData("(-1, 2)", "is damaged: its shape is (-1, 2)")]
    [InlineData("(1, 99999999999)", "is damaged: its shape is (1, 99999999999)")]
    public void Open_ShapeThatIsNoMatrix_Throws(string shape, string message) => AssertFault(Write("|u1", shape, new byte[6]), message);

    [Fact]
    public void Open_Truncated_SaysHowManyBytesAreMissing() =>
        AssertFault(Write("<f4", "(3, 2)", new byte[20]), "is truncated: (3, 2) values of type <f4 take 152 bytes, but it has 148.");

    [Theory]
    [InlineData(9)]
    [InlineData(40)]
    public void Open_TruncatedHeader_Throws(int length)
    {
        byte[] whole = File.ReadAllBytes(Write("|u1", "(1, 1)", [1]));
        AssertFault(_folder.Write("a.npy", whole[..length]), "is truncated: it ends within its header");
    }

    [Fact]
    public void Open_EmptyFile_Throws() => AssertFault(_folder.Write("a.npy", []), "a.npy is empty");

    [Fact]
    public void Open_AnotherFormat_Throws() => AssertFault(_folder.Write("a.npy", "x,y\n1,2\n"), "is not an NPY file");

    [Fact]
    public void Open_UnknownVersion_Throws() =>
        AssertFault(_folder.Write("a.npy", [0x93, .. "NUMPY"u8, 4, 0, 0, 0, 0, 0]), "is of NPY version 4.0; versions 1 to 3 can be read");

    [Fact]
    public void Open_HeaderWithoutShape_Throws()
    {
        byte[] text = Encoding.ASCII.GetBytes("{'descr': '<f4'}\n");
        AssertFault(_folder.Write("a.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text]), "is damaged: its header is '{'descr': '<f4'}'");
    }

    [Fact]
    public void Open_NoRows_Throws() =>
        Assert.Contains("there are no rows", Assert.Throws<DatasetException>(() => Values(Write("<f4", "(0, 2)", []))).Message);

    public void Dispose() => _folder.Dispose();

    /// <summary>The bytes of a header, written as NumPy documents them.</summary>
    internal static byte[] Header(string descr, string shape, bool isColumnMajor, int version)
    {
        string text = $"{{'descr': {descr}, 'fortran_order': {(isColumnMajor ? "True" : "False")}, 'shape': {shape}, }}";
        int start = version == 1 ? 10 : 12;
        text = text.PadRight(((start + text.Length + 64) / 64 * 64) - start - 1) + "\n";
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.ASCII.GetBytes(text)];
    }

    private static byte[] Bytes<T>(Func<T, byte[]> convert, params T[] values) => [.. values.SelectMany(convert)];

    private string Write(
        string type, string shape, byte[] data, bool isColumnMajor = false, int version = 1, string name = "a.npy") =>
        _folder.Write(name, [.. Header($"'{type}'", shape, isColumnMajor, version), .. data]);

    private static Dataset Open(string path) => new DatasetReader().Open(path);

    private static IEnumerable<string> Values(string path) => Open(path).Rows().Select(row => row.Values);

    private static void AssertFault(string path, params string[] parts)
    {
        var fault = Assert.Throws<DatasetException>(() => Open(path));
        Assert.All(parts, part => Assert.Contains(part, fault.Message));
    }
}
