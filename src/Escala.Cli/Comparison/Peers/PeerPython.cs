using System.Collections.ObjectModel;
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

    /// <summary>What the peer must find in its environment beside what this process has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
