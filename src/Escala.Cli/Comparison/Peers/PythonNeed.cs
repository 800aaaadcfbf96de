using System.Collections.ObjectModel;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What a Python must have.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Modules">The modules to import; the first one knows the version.</param>
/// <param name="DebianPackages">The packages of Debian and Ubuntu that bring them.</param>
/// <param name="PythonPackages">The packages of PyPI that bring them.</param>
internal sealed record PythonNeed(string Title, IReadOnlyList<string> Modules, string DebianPackages, string PythonPackages)
{
    /// <summary>What it must find in its environment beside what this process has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
