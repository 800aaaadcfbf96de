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
    [InlineData("spark")]
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
                    ConnectSeconds = 1,
                    QueueSeconds = 2.5,
                    StartSeconds = 3,
                    SilenceSeconds = 4,
                    LeaseSeconds = 5,
                },
            },
        };

        Assert.Equal(
            "fit kmeans points.csv --clusters 3 --seed 0 --engine tls://head:8786 --threads 2 --workers 3 --python /opt/python --dask-ca ca.pem "
                + "--dask-cert cert.pem --dask-key key.pem --dask-connect-seconds 1 --dask-queue-seconds 2.5 --dask-start-seconds 3 "
                + "--dask-silence-seconds 4 --dask-lease-seconds 5 --ship",
            string.Join(' ', request.ToArguments()));
    }

    [Theory]
    [InlineData(null, null, "dask", -1)]
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
