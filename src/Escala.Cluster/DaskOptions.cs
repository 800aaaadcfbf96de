namespace Escala.Cluster;

/// <summary>Which Dask cluster ranks run on, and how.</summary>
public sealed record DaskOptions : GangOptions
{
    /// <summary>
    /// The scheduler: <c>tcp://HOST:PORT</c> or <c>tls://HOST:PORT</c>. Default null: a cluster of real processes on this machine,
    /// which is started for the session and removed at its end.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>The PEM file of the authority that signed the cluster's certificates; for <c>tls://</c> only.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The PEM file of this client's certificate; for <c>tls://</c> only.</summary>
    public string? Certificate { get; init; }

    /// <summary>The PEM file of this client's key; for <c>tls://</c> only.</summary>
    public string? Key { get; init; }

    private protected override IEnumerable<string> Faults()
    {
        bool isTls = Address?.StartsWith("tls://", StringComparison.Ordinal) == true;
        if (Address is not null && !isTls && !Address.StartsWith("tcp://", StringComparison.Ordinal))
        {
            yield return $"Address of DaskOptions must be tcp://HOST:PORT or tls://HOST:PORT, but was '{Address}'. Take the scheduler's address.";
        }

        string?[] files = [CertificateAuthority, Certificate, Key];
        if (isTls && files.Any(file => file is null))
        {
            yield return "CertificateAuthority, Certificate and Key of DaskOptions must be given for tls://, but were not. Name the three PEM files.";
        }
        else if (!isTls && files.Any(file => file is not null))
        {
            yield return $"CertificateAuthority, Certificate and Key of DaskOptions must be left out but for tls://, but Address was '{Address}'. "
                + "Use the scheduler's tls:// address.";
        }

        foreach (string file in files.OfType<string>().Where(file => !File.Exists(file)))
        {
            yield return $"The PEM files of DaskOptions must exist, but {file} was not found. Correct the path.";
        }
    }
}
