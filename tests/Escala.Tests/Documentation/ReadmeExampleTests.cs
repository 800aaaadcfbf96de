using System.Diagnostics;
using System.Text;
using Escala.Boosting;
using Escala.Clustering;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Documentation;

public sealed class ReadmeExampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("kmeans")]
    [InlineData("xgboost")]
    public void Readme_Example_IsTheProgramInExamples(string name)
    {
        string readme = File.ReadAllText(Path.Combine(ProjectFolder.Path, "README.md"));
        string program = File.ReadAllText(Path.Combine(ProjectFolder.Path, "examples", name, "Program.cs"));

        Assert.Contains($"```csharp\n{program}```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KMeansExample_OnASmallCsv_TrainsAndSaves()
    {
        string output = await RunAsync(
            "KMeansExample.dll", "delay,distance,origin", i => $"{(i % 3 * 60) + (i % 7)},{(i % 3 * 1000) + (i % 11)},AAA");

        Assert.StartsWith("300 rows, ", output, StringComparison.Ordinal);
        Assert.All(KMeansModel.Load(Path.Combine(_folder.Path, "model.zip")).Fit.ClusterSizes, size => Assert.Equal(100, size));
    }

    [Fact]
    [Trait("Library", "XGBoost")]
    public async Task XGBoostExample_OnASmallCsv_TrainsAndSaves()
    {
        string output = await RunAsync(
            "XGBoostExample.dll",
            "delay,distance,origin,destination",
            i => $"{(i % 3 * 10) + (i % 5)},{100 + i},{"ABC"[i % 3]},{"DE"[i % 2]}");

        XGBoostFitResult fit = XGBoostModel.Load(Path.Combine(_folder.Path, "trees.zip")).Fit;
        Assert.Equal(300, fit.Rows + fit.TestRows);
        Assert.Equal(["false", "true"], fit.Classes);
        Assert.Equal(
            FormattableString.Invariant($"{fit.Rows} rows, 50 rounds, test AUC {fit.Scores.Classification!.Auc:F3}\n"), output);
    }

    /// <summary>Runs an example on 300 rows and gives what it printed.</summary>
    private async Task<string> RunAsync(string program, string columns, Func<int, string> row)
    {
        var csv = new StringBuilder(columns + "\n");
        for (int i = 0; i < 300; i++)
        {
            csv.Append(row(i)).Append('\n');
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "flights.csv"), csv.ToString(), TestContext.Current.CancellationToken);
        using var example = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), "flights.csv"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = example.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await example.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await example.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(string.Empty, await errors);
        return output;
    }
}
