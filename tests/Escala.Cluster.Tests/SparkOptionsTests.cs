using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests;

public sealed class SparkOptionsTests
{
    [Fact]
    public void Validate_SeveralFaults_NamesThemAll()
    {
        var options = new SparkOptions
        {
            Master = "local[2]",
            SparkHome = "/no/such/spark",
            Workers = 0,
            Threads = -1,
            ControlPort = 70_000,
            Configuration = new Dictionary<string, string> { ["spark.task.cpus"] = "2", ["executor.memory"] = "1g", ["spark.executor.memory"] = "1g" },
        };

        InvalidOptionsException faults = Assert.Throws<InvalidOptionsException>(options.Validate);

        Assert.Equal(7, faults.Faults.Count);
        Assert.Contains("'local[2]'", faults.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/spark", faults.Message, StringComparison.Ordinal);
        Assert.Contains("must leave spark.task.cpus to Escala", faults.Message, StringComparison.Ordinal);
        Assert.Contains("'executor.memory'", faults.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("spark://head:7077")]
    [InlineData("local-cluster[2,1,512]")]
    [InlineData("yarn")]
    [InlineData("k8s://https://head:6443")]
    public void Validate_KnownMaster_HasNoFault(string? master)
    {
        using var home = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(home.Path, "python"));

        new SparkOptions { Master = master, SparkHome = home.Path }.Validate();
    }
}
