using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Options;
using Escala.Clustering;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>What the words of the command line say about engines.</summary>
public sealed class EngineChoiceTests
{
    [Theory]
    [InlineData("serial", "serial", null)]
    [InlineData("local", "local", null)]
    [InlineData("dask", "dask", null)]
    [InlineData("dask://10.0.0.1:8786", "dask", "dask://10.0.0.1:8786")]
    [InlineData("tls://head:8786/", "dask", "tls://head:8786")]
    [InlineData("dask://[::1]:8786", "dask", "dask://[::1]:8786")]
    public void Word_OfAnEngine_IsNameAndAddress(string word, string name, string? address)
    {
        Assert.True(EngineChoice.TryParse(word, out EngineChoice? choice));

        Assert.Equal(name, choice.Name);
        Assert.Equal(address, choice.Address);
        Assert.Equal(address ?? name, choice.Word);
    }

    [Theory]
    [InlineData("spark://head")]
    [InlineData("local-cluster[")]
    [InlineData("mesos://head:5050")]
    [InlineData("dask://")]
    [InlineData("dask://head")]
    [InlineData("dask://head:0")]
    [InlineData("dask://head:99999")]
    [InlineData("dask://head:8786/jobs")]
    [InlineData("dask://me@head:8786")]
    [InlineData("tcp://head:8786")]
    [InlineData("http://head:8786")]
    public void Word_OfNoEngine_IsNone(string word) => Assert.False(EngineChoice.TryParse(word, out _));

    [Fact]
    public void Arguments_OfACluster_CarryAllThatWasGiven()
    {
        var request = new KMeansFitRequest
        {
            Data = "points.csv",
            Options = new KMeansOptions { Clusters = 3 },
            Engine = new EngineChoice(EngineChoice.Dask, 2)
            {
                Address = "tls://head:8786",
                Cluster = new ClusterChoice
                {
                    Workers = 3,
                    Python = "/opt/python",
                    Ship = true,
                    CertificateAuthority = "ca.pem",
                    Certificate = "cert.pem",
                    Key = "key.pem",
                    DaskDeadlines = new DeadlineChoice("dask") { Connect = 1, Queue = 2.5, Start = 3, Silence = 4, Lease = 5, Transfer = 6 },
                },
            },
        };

        Assert.Equal(
            "fit kmeans points.csv --clusters 3 --seed 0 --engine tls://head:8786 --threads 2 --workers 3 --python /opt/python --dask-ca ca.pem "
                + "--dask-cert cert.pem --dask-key key.pem --dask-connect-seconds 1 --dask-queue-seconds 2.5 --dask-start-seconds 3 "
                + "--dask-silence-seconds 4 --dask-lease-seconds 5 --dask-transfer-seconds 6 --ship",
            string.Join(' ', request.ToArguments()));
    }

    [Theory]
    [InlineData("spark", null)]
    [InlineData("spark://head:7077", "spark://head:7077")]
    [InlineData("local-cluster[2,1,600]", "local-cluster[2,1,600]")]
    [InlineData("yarn", "yarn")]
    [InlineData("k8s://https://head:6443", "k8s://https://head:6443")]
    public void Word_OfSpark_IsItsMaster(string word, string? address)
    {
        Assert.True(EngineChoice.TryParse(word, out EngineChoice? choice));

        Assert.Equal((EngineChoice.Spark, address, word), (choice.Name, choice.Address, choice.Word));
    }

    [Fact]
    public void Arguments_OfSpark_CarryAllThatWasGiven()
    {
        var arguments = new ArgumentList();
        new EngineChoice(EngineChoice.Spark)
        {
            Cluster = new ClusterChoice
            {
                Workers = 3,
                SparkHome = "/opt/spark",
                SparkConfiguration = new Dictionary<string, string> { ["spark.executor.memory"] = "2g" },
                SparkPort = 7001,
                SparkDeadlines = new DeadlineChoice("spark") { Lease = 9 },
            },
        }.AddTo(arguments);

        Assert.Equal(
            "--engine spark --workers 3 --spark-home /opt/spark --spark-conf spark.executor.memory=2g --spark-control-port 7001 --spark-lease-seconds 9",
            string.Join(' ', arguments.Items));
    }

    [Fact]
    public void Cluster_ForOneEngine_IsWithoutTheOptionsOfTheOther()
    {
        var cluster = new ClusterChoice { Workers = 2, Key = "key.pem", SparkHome = "/opt/spark" };

        Assert.Equal(["--workers", "--dask-key"], cluster.For(EngineChoice.Dask).Given.Select(given => given.Option));
        Assert.Equal(["--workers", "--spark-home"], cluster.For(EngineChoice.Spark).Given.Select(given => given.Option));
    }

    [Theory]
    [InlineData(null, null, "dask", -1)]
    [InlineData(null, null, "spark", -1)]
    [InlineData(3, null, "dask", 3)]
    [InlineData(3, 2, "dask", 6)]
    [InlineData(3, 2, "dask://head:1", 6)]
    [InlineData(3, null, "dask://head:1", 0)]
    public void Cores_OfACluster_AreThoseOfAllRanks(int? workers, int? threads, string word, int cores)
    {
        Assert.True(EngineChoice.TryParse(word, out EngineChoice? parsed));

        EngineChoice choice = parsed with { Threads = threads, Cluster = new ClusterChoice { Workers = workers } };

        Assert.Equal(cores < 0 ? Environment.ProcessorCount : cores, choice.Cores);
    }
}
