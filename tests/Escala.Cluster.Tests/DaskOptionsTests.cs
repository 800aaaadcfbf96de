using Xunit;

namespace Escala.Cluster.Tests;

public sealed class DaskOptionsTests
{
    [Fact]
    public void Validate_SeveralFaults_NamesThemAll()
    {
        var options = new DaskOptions { Address = "localhost", Workers = 0, Threads = -1, Key = "/no/such/key.pem" };

        InvalidOptionsException faults = Assert.Throws<InvalidOptionsException>(options.Validate);

        Assert.Equal(5, faults.Faults.Count);
        Assert.Contains("'localhost'", faults.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such/key.pem", faults.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TlsWithoutCertificates_SaysWhichFiles()
    {
        InvalidOptionsException fault = Assert.Throws<InvalidOptionsException>(new DaskOptions { Address = "tls://host:8786" }.Validate);

        Assert.Contains("CertificateAuthority, Certificate and Key", Assert.Single(fault.Faults), StringComparison.Ordinal);
    }
}
