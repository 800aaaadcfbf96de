using System.Diagnostics;

namespace Escala.Cli.Comparison;

/// <summary>How to start this program again.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="FirstArguments">What comes before the command.</param>
internal sealed record ChildProgram(string FileName, params IReadOnlyList<string> FirstArguments)
{
    /// <summary>How long it may run without a word before it is taken for dead. Ten minutes.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What it finds in its environment beside what this process has.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>This program, whether it was started by its own executable or by <c>dotnet escala.dll</c>.</summary>
    public static ChildProgram Itself()
    {
        string executable = System.Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(executable) == "dotnet"
            ? new ChildProgram(executable, typeof(ChildProgram).Assembly.Location)
            : new ChildProgram(executable);
    }

    /// <summary>What starts it with redirected streams.</summary>
    /// <param name="arguments">The arguments.</param>
    public ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(FileName, [.. FirstArguments, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
