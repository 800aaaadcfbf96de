using System.IO.Compression;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>What is wrong with the data or the model ends with one clear message, through the real program.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Fit_MissingFile_Fails() => FitFails("nowhere.csv", ["nowhere.csv does not exist"]);

    [Fact]
    public Task Fit_Folder_Fails() => FitFails(".", ["is a folder"]);

    [Fact]
    public Task Fit_UnknownEnding_Fails() => FitFails(Text("points.xyz", "1"), ["points.xyz"]);

    [Theory]
    [InlineData("empty.csv")]
    [InlineData("empty.parquet")]
    [InlineData("empty.npy")]
    [InlineData("empty.arrow")]
    public Task Fit_EmptyFile_Fails(string name) => FitFails(Text(name, ""), [name]);

    [Fact]
    public Task Fit_OnlyAHeader_Fails() => FitFails(Text("header.csv", "a,b\n"), ["header.csv"]);

    [Fact]
    public async Task Fit_TruncatedParquet_Fails()
    {
        string points = Points.Write(_folder.Path);
        Assert.Equal(0, (await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--model", "m.zip")).ExitCode);
        Assert.Equal(0, (await RunAsync("predict", "m.zip", points, "--out", "labels.parquet")).ExitCode);
        string path = Path.Combine(_folder.Path, "labels.parquet");
        byte[] whole = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, whole[..(whole.Length / 2)]);

        await FitFails(path, ["labels.parquet"]);
    }

    [Fact]
    public Task Fit_ShortRow_NamesTheRow() => FitFails(Text("short.csv", "a,b\n1,2\n3\n5,6\n"), ["short.csv", "row 2"]);

    [Fact]
    public Task Fit_TextInNumberColumn_NamesRowAndColumn() =>
        FitFails(Text("text.csv", "a,b\n1,2\n3,four\n5,6\n"), ["'b'", "row 2", "four"]);

    [Fact]
    public Task Fit_UnknownFeature_NamesTheNearest() =>
        FitFails(Points.Write(_folder.Path), ["'weigth'", "'weight'"], "--features", "a,weigth");

    [Fact]
    public Task Fit_DuplicatedColumn_NamesIt() => FitFails(Text("twice.csv", "a,a\n1,2\n3,4\n"), ["two columns named \"a\""]);

    [Fact]
    public Task Fit_WrongSql_SaysWhatTheQueryLacks() =>
        FitFails(Points.Write(_folder.Path), ["nothing", "sql"], "--sql", "select a, nothing from data");

    [Theory]
    [InlineData("nan", "missing")]
    [InlineData("inf", "infinite")]
    [InlineData("", "missing")]
    public Task Fit_NoFiniteNumber_NamesRowAndColumn(string value, string what) =>
        FitFails(Text("values.csv", $"a,b\n1,2\n3,{value}\n5,6\n"), ["row 2, column 'b'", what]);

    [Fact]
    public Task Fit_NumberBeyondFloat32_NamesRowAndColumn() =>
        FitFails(Text("large.csv", "a,b\n1,2\n3,1e39\n5,6\n"), ["\"b\"", "row 2", "float32"]);

    [Fact]
    public async Task Fit_MissingValuesDropped_CountsThem()
    {
        string path = Text("values.csv", "a,b\n1,2\n3,\n5,6\n,8\n9,9\n");

        ProcessOutcome outcome = await RunAsync("fit", "kmeans", path, "--clusters", "2", "--missing", "drop");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("3 rows of a, b; 2 rows dropped because a value was missing", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task Fit_ValuesBeyondExactSums_Fails() => FitFails(Text("huge.csv", "a,b\n3e38,2\n-3e38,4\n1,1\n"), ["column 'a'", "float32"]);

    [Fact]
    public Task Fit_MoreClustersThanRows_Fails() => FitFails(Text("few.csv", "a\n1\n2\n"), ["2 distinct rows", "too few for 3 clusters"]);

    [Fact]
    public Task Fit_AllRowsEqual_Fails() =>
        FitFails(Text("equal.csv", "a,b\n1,2\n1,2\n1,2\n1,2\n"), ["1 distinct row ", "too few for 3 clusters"]);

    [Fact]
    public async Task Fit_OneRowOneCluster_IsThatRow()
    {
        ProcessOutcome outcome = await RunAsync("fit", "kmeans", Text("one.csv", "a,b\n1,2\n"), "--clusters", "1", "--metrics", "all");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("1 row of a, b", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("silhouette: ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public Task Fit_NegativeWeight_NamesTheRow() =>
        FitFails(Text("weights.csv", "a,w\n1,1\n2,-1\n3,1\n"), ["row 2", "'w'"], "--weights", "w");

    [Fact]
    public Task Fit_AllWeightsZero_Fails() => FitFails(Text("weights.csv", "a,w\n1,0\n2,0\n3,0\n"), ["weights", "zero"], "--weights", "w");

    [Fact]
    public async Task Fit_GivenCentroidsOfTheWrongShape_IsWrongUsage()
    {
        string points = Points.Write(_folder.Path);
        WriteCentroids("c.npy", rows: 2, columns: 3);

        ProcessOutcome rows = await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--init", "c.npy");
        ProcessOutcome columns = await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "2", "--init", "c.npy");

        Assert.Equal(2, rows.ExitCode);
        Assert.Contains("InitialCentroids of K-means must be 3 rows", rows.Error, StringComparison.Ordinal);
        Assert.Equal(2, columns.ExitCode);
        Assert.Contains("InitialCentroids of K-means must be 2 values a row", columns.Error, StringComparison.Ordinal);
    }

    [Fact]
    public Task Fit_NoFileOfCentroids_Fails() =>
        FitFails(Points.Write(_folder.Path), ["c.npy does not exist"], "--features", "a,b", "--init", "c.npy");

    [Theory]
    [InlineData("nowhere/m.zip")]
    [InlineData(".")]
    [InlineData("/proc/m.zip")]
    public async Task Fit_ModelCannotBeWritten_FailsBeforeItReads(string model)
    {
        ProcessOutcome outcome = await RunAsync("fit", "kmeans", "not-read.csv", "--clusters", "2", "--model", model);

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"escala: {model} cannot be written: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-read", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_FolderCannotBeMade_FailsBeforeItRuns()
    {
        ProcessOutcome outcome = await RunAsync(
            "compare", "kmeans", Points.Write(_folder.Path), "--clusters", "3", "--features", "a,b", "--out", "/proc/escala");

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("escala: The folder /proc/escala cannot be made: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public async Task Predict_FileIsNoModel_Fails()
    {
        string points = Points.Write(_folder.Path);
        Text("text.zip", "no zip");
        using (ZipArchive other = ZipFile.Open(Path.Combine(_folder.Path, "other.zip"), ZipArchiveMode.Create))
        {
            other.CreateEntry("readme.txt");
        }

        foreach (string model in new[] { "text.zip", "other.zip", "nowhere.zip", points })
        {
            ProcessOutcome outcome = await RunAsync("predict", model, points, "--out", "labels.csv");

            AssertFailed(outcome, Path.GetFileName(model));
            Assert.False(File.Exists(Path.Combine(_folder.Path, "labels.csv")));
        }
    }

    [Fact]
    public async Task Predict_ModelTruncatedOrOfAnotherVersion_Fails()
    {
        string points = Points.Write(_folder.Path);
        await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--model", "m.zip");
        string model = Path.Combine(_folder.Path, "m.zip");
        byte[] whole = await File.ReadAllBytesAsync(model);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "cut.zip"), whole[..(whole.Length - 100)]);
        using (ZipArchive zip = ZipFile.Open(model, ZipArchiveMode.Update))
        {
            ReplaceVersion(zip.GetEntry("model.json")!);
        }

        AssertFailed(await RunAsync("evaluate", "cut.zip", points), "cut.zip");
        AssertFailed(await RunAsync("evaluate", "m.zip", points), "format version 99");
    }

    [Fact]
    public async Task Predict_FileLacksAFeature_NamesItAndLeavesNothing()
    {
        string points = Points.Write(_folder.Path);
        await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--model", "m.zip");

        ProcessOutcome outcome = await RunAsync("predict", "m.zip", Text("less.csv", "b,c\n1,2\n"), "--out", "labels.csv");

        AssertFailed(outcome, "less.csv has no column 'a'");
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), path => path.Contains("labels", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Predict_OutputOfAnotherFormatOrPlace_Fails()
    {
        string points = Points.Write(_folder.Path);
        await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--model", "m.zip");

        Assert.Equal(2, (await RunAsync("predict", "m.zip", points, "--out", "labels.txt")).ExitCode);
        AssertFailed(await RunAsync("predict", "m.zip", points, "--out", "nowhere/labels.csv"), "nowhere/labels.csv cannot be written");
    }

    [Fact]
    public Task Fit_SampleThatCannotBeRead_SaysWhatCan() => FitFails("mnist", ["images", "flights"]);

    private static void AssertFailed(ProcessOutcome outcome, params string[] parts)
    {
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.StartsWith("escala: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, outcome.Error, StringComparison.OrdinalIgnoreCase));
    }

    private static void ReplaceVersion(ZipArchiveEntry entry)
    {
        string json;
        using (var reader = new StreamReader(entry.Open()))
        {
            json = reader.ReadToEnd();
        }

        Assert.Contains("\"formatVersion\":1", json, StringComparison.Ordinal);
        using Stream stream = entry.Open();
        stream.SetLength(0);
        using var writer = new StreamWriter(stream);
        writer.Write(json.Replace("\"formatVersion\":1", "\"formatVersion\":99", StringComparison.Ordinal));
    }

    /// <summary>Fits with 3 clusters, which fails with a message that has some parts, and leaves no model.</summary>
    private async Task FitFails(string data, string[] parts, params string[] options)
    {
        ProcessOutcome outcome = await RunAsync(["fit", "kmeans", data, "--clusters", "3", "--model", "never.zip", .. options]);

        AssertFailed(outcome, parts);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), path => path.Contains("never", StringComparison.Ordinal));
    }

    private void WriteCentroids(string name, int rows, int columns)
    {
        using FileStream stream = File.Create(Path.Combine(_folder.Path, name));
        Data.NpyFile.Write(stream, new double[rows * columns], rows, columns);
    }

    private string Text(string name, string text) => Points.WriteText(_folder.Path, name, text);

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => EscalaProcess.RunAsync(_folder.Path, arguments);
}
