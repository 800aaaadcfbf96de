using System.Diagnostics;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Shims;

/// <summary>The connections between the shim of Spark and its agents, without Spark: the tests of fixtures/spark_agents.py.</summary>
public sealed class SparkAgentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tests_OfTheScript_AllPass()
    {
        ShimClient.WriteSources(_folder.Path);
        string script = Path.Combine(_folder.Path, "spark_agents.py");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", "spark_agents.py"), script);
        var start = new ProcessStartInfo("python3", ["-W", "error::RuntimeWarning", script])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardError = true,
        };

        using Process python = Process.Start(start)!;
        string said = await python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(python.ExitCode == 0, said);
        Assert.Matches("Ran [1-9][0-9]* tests", said);
    }
}
