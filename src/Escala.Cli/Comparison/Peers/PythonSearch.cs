using System.ComponentModel;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>Looks for a Python that has what a peer needs.</summary>
/// <param name="given">The Python that was named; null for the system's and then that of PATH.</param>
internal sealed class PythonSearch(string? given)
{
    private const string SystemPython = "/usr/bin/python3";
    private const string Apt = "/usr/bin/apt-get";

    /// <summary>How long a Python may take to import what a peer needs. 30 seconds.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries one Python after another.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<PeerPython> FindAsync(PeerDescription peer, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> candidates = given is null ? [SystemPython, "python3"] : [given];
        var reasons = new List<string>();
        foreach (string candidate in candidates)
        {
            ChildOutcome? outcome = await ImportAsync(candidate, peer, cancellationToken).ConfigureAwait(false);
            if (outcome is { Error: null })
            {
                return new PeerPython(candidate, outcome.Output.Trim(), NotRun: null);
            }

            reasons.Add($"{candidate}: {(outcome is null ? "there is no such program" : LastLine(outcome.Error!))}");
        }

        string reason = $"{peer.Title} is not installed ({string.Join("; ", reasons)}).";
        return new PeerPython(candidates[0], "", new NotRunReport(reason, Remedy(peer)));
    }

    /// <summary>Imports the modules and prints the version; null where there is no such program.</summary>
    private async Task<ChildOutcome?> ImportAsync(string python, PeerDescription peer, CancellationToken cancellationToken)
    {
        var program = new ChildProgram(python) { Silence = Deadline };
        string code = $"import {string.Join(", ", peer.Modules)}; print({peer.Modules[0]}.__version__)";
        try
        {
            return await new ChildRun(program, progress: null).RunAsync(["-c", code], cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The command that installs the peer; a Python that was named may be any, and its own installer knows it best.</summary>
    private string Remedy(PeerDescription peer) =>
        given is null && File.Exists(Apt) ? $"sudo apt-get install {peer.DebianPackages}"
        : ShellText.Join([given ?? "python3", "-m", "pip", "install", peer.PythonPackages]);

    /// <summary>Of a trace, the line that says what is wrong.</summary>
    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();
}
