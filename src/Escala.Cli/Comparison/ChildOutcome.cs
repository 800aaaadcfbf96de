namespace Escala.Cli.Comparison;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Wall">The time from before its start to its end.</param>
/// <param name="Output">All that it wrote to stdout.</param>
/// <param name="ErrorTail">The last lines that it wrote to stderr, without progress.</param>
internal sealed record ChildOutcome(int ExitCode, TimeSpan Wall, string Output, IReadOnlyList<string> ErrorTail)
{
    private const string Prefix = "escala: ";

    /// <summary>What it said went wrong; null where it ended well.</summary>
    public string? Error => ExitCode == Cli.ExitCode.Done ? null : ErrorTail.Count > 0
        ? string.Join(
            Environment.NewLine,
            ErrorTail.Select(line => line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line))
        : $"The process ended with exit code {ExitCode} and said nothing{(ExitCode > 128 ? $" (signal {ExitCode - 128})" : "")}.";
}
