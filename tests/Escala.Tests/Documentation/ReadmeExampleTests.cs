using System.Diagnostics;
using System.Text;
using Escala.Clustering;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Documentation;

public sealed class ReadmeExampleTests
{
    [Fact]
    public void Readme_Example_IsTheProgramInExamples()
    {
        string readme = File.ReadAllText(Path.Combine(ProjectFolder.Path, "README.md"));
        string program = File.ReadAllText(Path.Combine(ProjectFolder.Path, "examples", "kmeans", "Program.cs"));

        Assert.Contains($"```csharp\n{program}```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Example_OnASmallCsv_TrainsAndSaves()
    {
        using var folder = new TemporaryFolder();
        var csv = new StringBuilder("delay,distance,origin\n");
        for (int i = 0; i < 300; i++)
        {
            csv.Append($"{(i % 3 * 60) + (i % 7)},{(i % 3 * 1000) + (i % 11)},AAA\n");
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "flights.csv"), csv.ToString(), TestContext.Current.CancellationToken);
        using var example = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "KMeansExample.dll"), "flights.csv"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = example.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await example.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await example.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(string.Empty, await errors);
        Assert.StartsWith("300 rows, ", output, StringComparison.Ordinal);
        Assert.All(KMeansModel.Load(Path.Combine(folder.Path, "model.zip")).Fit.ClusterSizes, size => Assert.Equal(100, size));
    }
}
