using System.Diagnostics;
using System.Text;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Examples;

public sealed class CustomOperatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CustomOperatorTests()
    {
        var csv = new StringBuilder("delay,distance\n");
        for (int i = 0; i < 1000; i++)
        {
            csv.Append($"{i % 100},{i}\n");
        }

        File.WriteAllText(Path.Combine(_folder.Path, "flights.csv"), csv.ToString());
    }

    private static string WorkerFolder => Path.Combine(ProjectFolder.Path, "artifacts", "histogram-worker");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("serial")]
    [InlineData("local")]
    public async Task Example_OnThisMachine_CountsTheRows(string engine) =>
        Assert.Equal("0 to 99: 200 200 200 200 200 (1 ranks)\n", await RunAsync(engine));

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Example_OnDask_CountsTheRowsOfBothRanks()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(WorkerFolder, "manifest.json")), "artifacts/histogram-worker is not built; ./test --all builds it.");
        Assert.SkipUnless(DaskCluster.WhyNot is null, DaskCluster.WhyNot ?? "");

        Assert.Equal("0 to 99: 200 200 200 200 200 (2 ranks)\n", await RunAsync("dask"));
    }

    /// <summary>Runs the example and gives what it printed.</summary>
    private async Task<string> RunAsync(string engine)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "HistogramExample.dll");
        using var example = Process.Start(new ProcessStartInfo("dotnet", [program, "flights.csv", "delay", engine])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ESCALA_WORKER"] = WorkerFolder, ["XDG_CACHE_HOME"] = Path.Combine(_folder.Path, "cache") },
        })!;
        Task<string> errors = example.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await example.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await example.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(string.Empty, await errors);
        return output;
    }
}
