using System.Diagnostics;
using Escala.Cluster;
using Escala.Clustering;
using Escala.Data;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>A cluster that speaks TLS only, with certificates that openssl makes.</summary>
[Trait("Cluster", "Dask")]
public sealed class DaskTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_OverTls_WorksWithTheCertificatesAndNotWithout()
    {
        Assert.SkipWhen(ConformanceWorker.WhyNot is not null, ConformanceWorker.WhyNot ?? "");
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "openssl is not there.");
        MakeCertificates();
        await using DaskCluster cluster = await DaskCluster.StartAsync(2, tls: _folder.Path);
        var data = Dataset.FromArray(new float[,] { { 0, 0 }, { 0, 1 }, { 9, 9 }, { 9, 8 } });
        var trainer = new KMeansTrainer(new KMeansOptions { Clusters = 2 });
        var options = new DaskOptions
        {
            Address = cluster.Address,
            Workers = 2,
            Python = DaskCluster.Python,
            WorkerFolder = ConformanceWorker.Folder,
            CertificateAuthority = PathOf("ca.pem"),
            Certificate = PathOf("cert.pem"),
            Key = PathOf("key.pem"),
        };
        await using var engine = new DaskEngine(options);

        KMeansModel model = await trainer.FitAsync(data, engine, cancellationToken: Timeout);
        await using var naked = new DaskEngine(options with
        {
            Address = cluster.Address.Replace("tls://", "tcp://", StringComparison.Ordinal),
            CertificateAuthority = null,
            Certificate = null,
            Key = null,
            Deadlines = new GangDeadlines { Connect = TimeSpan.FromSeconds(5) },
        });

        Assert.StartsWith("tls://", cluster.Address, StringComparison.Ordinal);
        Assert.Equal(1, model.Inertia, 1e-6);
        await Assert.ThrowsAnyAsync<EscalaException>(() => trainer.FitAsync(data, naked, cancellationToken: Timeout));
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private void MakeCertificates()
    {
        OpenSsl($"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test-authority -keyout {PathOf("ca.key")} -out {PathOf("ca.pem")}");
        OpenSsl($"req -newkey rsa:2048 -nodes -subj /CN=test-cluster -keyout {PathOf("key.pem")} -out {PathOf("cert.csr")}");
        OpenSsl($"x509 -req -days 2 -in {PathOf("cert.csr")} -CA {PathOf("ca.pem")} -CAkey {PathOf("ca.key")} -CAcreateserial -out {PathOf("cert.pem")}");
    }

    private static void OpenSsl(string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("/usr/bin/openssl", arguments) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}
