using System.ComponentModel;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>Looks for a Python that has what a peer or a cluster needs.</summary>
/// <param name="given">The Python that was named; null for the system's and then that of PATH.</param>
internal sealed class PythonSearch(string? given)
{
    /// <summary>The Python of the system, which is tried first.</summary>
    public const string SystemPython = "/usr/bin/python3";

    private const string Apt = "/usr/bin/apt-get";

    /// <summary>How long a Python may take to import what is needed. 30 seconds.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries one Python after another.</summary>
    /// <param name="need">What it must have.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<PeerPython> FindAsync(PythonNeed need, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> candidates = given is null ? [SystemPython, "python3"] : [given];
        var reasons = new List<string>();
        foreach (string candidate in candidates)
        {
            ChildOutcome? outcome = await ImportAsync(candidate, need, cancellationToken).ConfigureAwait(false);
            if (outcome is { Error: null })
            {
                string[] versions = outcome.Output.Trim().Split('\n');
                return new PeerPython(candidate, versions[0], NotRun: null) { PythonVersion = versions.ElementAtOrDefault(1) ?? "" };
            }

            reasons.Add($"{candidate}: {(outcome is null ? "there is no such program" : LastLine(outcome.Error!))}");
        }

        string reason = $"{need.Title} is not installed ({string.Join("; ", reasons)}).";
        return new PeerPython(candidates[0], "", new NotRunReport(reason, Remedy(need)));
    }

    /// <summary>Imports the modules and prints the version; null where there is no such program.</summary>
    private async Task<ChildOutcome?> ImportAsync(string python, PythonNeed need, CancellationToken cancellationToken)
    {
        var program = new ChildProgram(python) { Silence = Deadline, Environment = need.Environment };
        string code = $"import platform, {string.Join(", ", need.Modules)}; print({need.Modules[0]}.__version__); print(platform.python_version())";
        try
        {
            return await new ChildRun(program, progress: null).RunAsync(["-c", code], cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The command that installs it; a Python that was named may be any, and its own installer knows it best.</summary>
    private string Remedy(PythonNeed need) =>
        given is null && File.Exists(Apt) ? $"sudo apt-get install {need.DebianPackages}"
        : ShellText.Join([given ?? "python3", "-m", "pip", "install", .. need.PythonPackages.Split(' ')]);

    /// <summary>Of a trace, the line that says what is wrong.</summary>
    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();
}
