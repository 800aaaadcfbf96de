using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>The Python that runs a peer.</summary>
/// <param name="Path">The program.</param>
/// <param name="Version">The version of the peer that it has; empty where it has none.</param>
/// <param name="NotRun">Why none can run it; null where this one can.</param>
internal sealed record PeerPython(string Path, string Version, NotRunReport? NotRun)
{
    /// <summary>The version of Python itself; empty where it is not known.</summary>
    public string PythonVersion { get; init; } = "";
}
