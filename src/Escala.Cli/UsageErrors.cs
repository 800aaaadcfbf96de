using System.CommandLine;

namespace Escala.Cli;

/// <summary>Says what is wrong with a command line.</summary>
internal static class UsageErrors
{
    /// <summary>Writes every error and where to read more.</summary>
    /// <param name="parsed">What could not be parsed.</param>
    /// <param name="error">Where to.</param>
    public static int Write(ParseResult parsed, TextWriter error)
    {
        foreach (string message in parsed.Errors.Select(found => found.Message).Distinct())
        {
            error.WriteLine($"escala: {message}");
        }

        IEnumerable<string> names = Path(parsed.CommandResult.Command).Reverse();
        error.WriteLine($"Try '{string.Join(' ', names)} --help'.");
        return ExitCode.WrongUsage;
    }

    private static IEnumerable<string> Path(Symbol? command)
    {
        for (; command is not null; command = command.Parents.FirstOrDefault())
        {
            yield return command.Name;
        }
    }
}
