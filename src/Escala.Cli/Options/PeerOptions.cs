using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Options;

/// <summary>The options about other systems to compare with.</summary>
internal sealed class PeerOptions
{
    private const string All = "all";
    private const string None = "none";

    private readonly Option<string[]?> _peers = CliOption.List(
        PeersName,
        "LIST",
        $"Other systems to run on the same rows: {All} that are installed, {None}, or names separated by commas of "
            + $"{string.Join(',', KnownPeers.All.Select(peer => peer.Name))}. Without it: {All}.");

    private readonly Option<string?> _python = CliOption.Text(
        PythonName, "FILE", "The Python that runs them and the cluster's Dask. Without it: /usr/bin/python3, or else the python3 in PATH.");

    /// <summary>Creates the options.</summary>
    public PeerOptions() => _peers.Validators.Add(RequirePeers);

    /// <summary>The name of the option that says which.</summary>
    public const string PeersName = "--peers";

    /// <summary>The name of the option that says by which Python.</summary>
    public const string PythonName = "--python";

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [_peers, _python];

    /// <summary>What was chosen.</summary>
    public PeerChoice Bind(ParseResult parsed)
    {
        IReadOnlyList<string> names = parsed.GetList(_peers) ?? [All];
        return new PeerChoice(
            [.. KnownPeers.All.Where(peer => names[0] == All || names.Contains(peer.Name))],
            parsed.GetValue(_python),
            IsNamed: names[0] != All);
    }

    private static void RequirePeers(OptionResult result)
    {
        string[] names = result.GetValueOrDefault<string[]?>() ?? [];
        if (names is [All] or [None])
        {
            return;
        }

        string? wrong = names.FirstOrDefault(name => !KnownPeers.All.Any(peer => peer.Name == name));
        if (wrong is not null)
        {
            string known = string.Join(", ", KnownPeers.All.Select(peer => peer.Name));
            result.AddError($"{PeersName} must be {All}, {None} or of {known}, but was '{wrong}'.");
        }
        else if (names.Distinct().Count() != names.Length)
        {
            result.AddError($"{PeersName} must be different peers, but was '{string.Join(',', names)}'.");
        }
    }
}
