using System.Diagnostics;
using System.Text.Json;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>The program on a real Spark cluster of its own.</summary>
[Trait("Cluster", "Spark")]
public sealed class SparkTests : IDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_OnAClusterOfItsOwn_AnswersLikeOneCoreAndSaysNothingElse()
    {
        RequireSpark();
        string[] fit = ["fit", "kmeans", Points.Write(_folder.Path), "--features", "a,b", "--clusters", "3", "--standardize", "--json"];

        ProcessOutcome spark = await EscalaProcess.RunAsync(
            _folder.Path, [.. fit, "--engine", "spark", "--workers", "2", "--spark-home", SparkCluster.Home!]);
        ProcessOutcome serial = await EscalaProcess.RunAsync(_folder.Path, [.. fit, "--engine", "serial"]);

        Assert.Equal((0, ""), (spark.ExitCode, spark.Error));
        using var many = JsonDocument.Parse(spark.Output);
        using var one = JsonDocument.Parse(serial.Output);
        Assert.Equal(2, many.RootElement.GetProperty("ranks").GetInt32());
        Assert.True(File.Exists(many.RootElement.GetProperty("log").GetString()));
        string[] processes = [.. many.RootElement.GetProperty("engineProcesses").EnumerateArray().Select(process => process.GetProperty("name").GetString()!)];
        Assert.Equal(["driver", "executor", "master", "python-daemon", "python-worker", "shim", "worker"], processes.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(one.RootElement.GetProperty("digest").GetRawText(), many.RootElement.GetProperty("digest").GetRawText());
    }

    [Fact]
    public async Task Fit_OnRowsOfAQueryByTheirId_AnswersLikeOneCoreOnTheFile()
    {
        RequireSpark();
        string home = Path.Combine(_folder.Path, "home");
        string file = Flights.WriteSample(home);
        string[] fit = ["--clusters", "4", "--test-fraction", "0.2", "--json"];

        // What the file has in order, the query has in none, but with its place.
        ProcessOutcome spark = await EscalaProcess.RunAsync(
            _folder.Path,
            [
                "fit", "kmeans", .. fit, "--engine", "spark", "--workers", "2", "--spark-home", SparkCluster.Home!, "--row-id", "place", "--spark-sql",
                $"select delay, distance, row_number() over (order by date, delay, distance, origin) as place from parquet.`{file}` order by hash(delay)",
            ]);
        ProcessOutcome serial = await EscalaProcess.RunAsync(
            _folder.Path,
            ["fit", "kmeans", file, .. fit, "--engine", "serial", "--sql", "select delay, distance from data order by date, delay, distance, origin"]);

        Assert.Equal((0, ""), (spark.ExitCode, spark.Error));
        using var many = JsonDocument.Parse(spark.Output);
        using var one = JsonDocument.Parse(serial.Output);
        Assert.Equal(2, many.RootElement.GetProperty("ranks").GetInt32());
        Assert.Equal(one.RootElement.GetProperty("digest").GetRawText(), many.RootElement.GetProperty("digest").GetRawText());
        Assert.False(many.RootElement.GetProperty("data").TryGetProperty("rowOrder", out _));
        Assert.Equal(["home"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--json", "\"rowOrder\":\"not reproducible\"")]
    [InlineData("--lang=en", "; row order not reproducible", Traits = ["Category", "Slow"])]
    [InlineData("--lang=es", "; orden de las filas no reproducible", Traits = ["Category", "Slow"])]
    public async Task Fit_OnRowsOfAQueryWithoutAnId_SaysThatTheirOrderIsNotReproducible(string form, string said)
    {
        RequireSpark();

        ProcessOutcome outcome = await EscalaProcess.RunAsync(
            _folder.Path,
            [
                "fit", "xgboost", "--spark-sql", "select id % 7 as a, id % 7 > 3 as y from range(1000)", "--target", "y", "--rounds", "2", form,
                "--engine", "spark", "--workers", "1", "--spark-home", SparkCluster.Home!,
            ]);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(said, outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2; test \"$1\" = -version", 11)]
    [InlineData("echo 'java version \"1.7.0_80\"' >&2; exit 1", 7)]
    public async Task Fit_JavaTooOldForSpark_SaysWhichIsNeeded(string script, int java)
    {
        RequireSpark();
        int least = SparkCluster.LeastJava;
        Assert.SkipUnless(java < least, $"This Spark works with Java {java}.");
        string program = Points.WriteProgram(Directory.CreateDirectory(Path.Combine(_folder.Path, "bin")).FullName, "java", script);

        ProcessOutcome outcome = await EscalaProcess.RunWithAsync(
            "JAVA_HOME",
            _folder.Path,
            _folder.Path,
            "fit", "kmeans", Points.Write(_folder.Path), "--features", "a,b", "--clusters", "3", "--engine", "spark", "--workers", "1",
            "--spark-home", SparkCluster.Home!);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains($" needs Java {least} or later, but {program} is Java {java}.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_InterruptedInMidTraining_EndsWith130AndNothingIsLeft()
    {
        RequireSpark();
        string[] endless =
        [
            "fit", "kmeans", Points.Write(_folder.Path), "--features", "a,b", "--clusters", "50", "--restarts", "100000", "--tolerance", "0",
            "--engine", "spark", "--workers", "2", "--spark-home", SparkCluster.Home!,
        ];
        using Process process = EscalaProcess.Start(_folder.Path, endless);
        Assert.True(await ClusterProcesses.UntilAsync(
            () => ClusterProcesses.Below(process.Id).Count(one => CommandLine(one).Contains("escala-worker", StringComparison.Ordinal)) == 2, Later));
        IReadOnlyList<int> started = ClusterProcesses.Below(process.Id);

        var watch = Stopwatch.StartNew();
        ClusterProcesses.Send(process.Id, Interrupt);
        ProcessOutcome outcome = await EscalaProcess.EndAsync(process);

        Assert.Equal(130, outcome.ExitCode);
        Assert.True(watch.Elapsed < Soon, $"It took {watch.Elapsed}.");
        Assert.True(
            await ClusterProcesses.UntilAsync(() => started.All(one => CommandLine(one).Length == 0), Soon),
            string.Join('\n', started.Select(CommandLine)));
    }

    private static string CommandLine(int process) => ClusterProcesses.CommandLine(process) ?? "";

    private static void RequireSpark()
    {
        Assert.SkipWhen(SparkCluster.WhyNot is not null, SparkCluster.WhyNot ?? "");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("ESCALA_WORKER") is null, "ESCALA_WORKER names no worker. Run the tests by ./test.");
    }
}
