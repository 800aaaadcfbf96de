using System.Text.Json.Nodes;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>What is done with a trained model, through the real program.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("serial")]
    [InlineData("local")]
    public async Task Predict_Csv_HasOneLinePerRowInOrder(string engine)
    {
        string points = await FitAsync();

        ProcessOutcome outcome = await RunAsync(
            "predict", "m.zip", points, "--out", "labels.csv", "--keep", "kind", "--engine", engine, "--json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.Equal([100, 100, 100], JsonNode.Parse(outcome.Output)!["clusterSizes"]!.AsArray().Select(size => (int)size!));
        string[][] lines = [.. File.ReadLines(Path.Combine(_folder.Path, "labels.csv")).Select(line => line.Split(','))];
        Assert.Equal(["row", "label", "distance", "kind"], lines[0]);
        Assert.Equal(Enumerable.Range(0, 300).Select(row => $"{row}"), lines[1..].Select(line => line[0]));
        Assert.Equal(3, lines[1..].Select(line => (line[1], line[3])).Distinct().Count());
    }

    [Fact]
    public async Task Predict_ColumnsInAnotherOrder_GivesTheSameLabels()
    {
        string points = await FitAsync();
        string turned = Points.WriteText(
            _folder.Path,
            "turned.csv",
            string.Concat(File.ReadLines(points).Select(line => line.Split(',')).Select(cells => $"{cells[3]},{cells[1]},{cells[0]}\n")));

        await RunAsync("predict", "m.zip", points, "--out", "one.csv");
        await RunAsync("predict", "m.zip", turned, "--out", "other.csv");

        Assert.Equal(File.ReadAllText(Path.Combine(_folder.Path, "one.csv")), File.ReadAllText(Path.Combine(_folder.Path, "other.csv")));
    }

    [Fact]
    public async Task Predict_ModelWithSql_AppliesItUnlessToldOtherwise()
    {
        string points = Points.Write(_folder.Path);
        await RunAsync("fit", "kmeans", points, "--sql", "select a + b as total from data", "--clusters", "3", "--model", "m.zip");
        string totals = Points.WriteText(_folder.Path, "totals.csv", "total\n0\n15\n30\n");

        Assert.Equal(0, (await RunAsync("predict", "m.zip", points, "--out", "labels.csv")).ExitCode);
        Assert.Equal(1, (await RunAsync("predict", "m.zip", totals, "--out", "labels.csv")).ExitCode);
        Assert.Equal(0, (await RunAsync("predict", "m.zip", totals, "--out", "labels.csv", "--sql", "")).ExitCode);
        Assert.Equal(4, File.ReadLines(Path.Combine(_folder.Path, "labels.csv")).Count());
    }

    [Fact]
    public async Task Predict_KeptColumnThatIsNotThere_EndsBeforeTheWork()
    {
        string points = await FitAsync();
        ProcessOutcome outcome = await RunAsync("predict", "m.zip", points, "--out", "labels.csv", "--keep", "none");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("\"none\" to keep", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "labels.csv")));
    }

    [Fact]
    public async Task Predict_Parquet_CanBeReadAgain()
    {
        string points = await FitAsync();
        await RunAsync("predict", "m.zip", points, "--out", "labels.parquet", "--keep", "a,b");

        JsonNode fit = JsonNode.Parse((await RunAsync(
            "fit", "kmeans", "labels.parquet", "--features", "a,b", "--truth", "label", "--clusters", "3", "--json")).Output)!;

        Assert.Equal(1.0, (double)fit["metrics"]!["accuracy"]!);
    }

    [Fact]
    public async Task Evaluate_TrainingRows_FindsTheFitsFigures()
    {
        string points = await FitAsync();
        JsonNode fit = JsonNode.Parse((await RunAsync(
            "fit", "kmeans", points, "--features", "a,b", "--truth", "kind", "--clusters", "3", "--metrics", "all", "--json")).Output)!;

        ProcessOutcome outcome = await RunAsync("evaluate", "m.zip", points, "--truth", "kind", "--metrics", "all", "--engine", "serial",
            "--json");

        Assert.Equal(0, outcome.ExitCode);
        JsonNode evaluation = JsonNode.Parse(outcome.Output)!;
        Assert.True(JsonNode.DeepEquals(fit["metrics"], evaluation["metrics"]), outcome.Output);
        Assert.Equal("m.zip", (string)evaluation["model"]!);
    }

    [Fact]
    public async Task Evaluate_Text_ShowsFiguresAndPhases()
    {
        string points = await FitAsync();

        ProcessOutcome outcome = await RunAsync("evaluate", "m.zip", points);

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("m.zip judged by ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Davies-Bouldin", outcome.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ +evaluate .*\d", outcome.Output);
    }

    [Fact]
    public async Task Doctor_OnAMachineThatRunsTheTests_IsContent()
    {
        ProcessOutcome outcome = await RunAsync("doctor", "--python", "/nowhere/python3");

        Assert.Equal(0, outcome.ExitCode);
        Assert.All(
            new[] { "platform", "glibc", "processor", "kernels", "memory", ".NET", "DuckDB", "libxgboost" },
            name => Assert.Matches($@"(?m)^  ok       {System.Text.RegularExpressions.Regex.Escape(name)} ", outcome.Output));
    }

    [Fact]
    public async Task Doctor_LibXGBoostIsNotWhereItWasNamed_SaysWhatToDo()
    {
        ProcessOutcome outcome = await EscalaProcess.RunWithXGBoostAsync("/nowhere/libxgboost.so", _folder.Path, "doctor", "--python", "/nowhere/python3");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches("(?m)^  absent   libxgboost +cannot be used$", outcome.Output);
        Assert.Contains("libxgboost: ESCALA_XGBOOST must name a libxgboost that can be loaded", outcome.Output, StringComparison.Ordinal);
    }

    private async Task<string> FitAsync()
    {
        string points = Points.Write(_folder.Path);
        ProcessOutcome outcome = await RunAsync("fit", "kmeans", points, "--features", "a,b", "--clusters", "3", "--model", "m.zip");
        Assert.Equal(0, outcome.ExitCode);
        return points;
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => EscalaProcess.RunAsync(_folder.Path, arguments);
}
