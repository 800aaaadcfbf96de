namespace Escala.Cli.Comparison;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Wall">The time from before its start to its end.</param>
/// <param name="Output">All that it wrote to stdout.</param>
/// <param name="ErrorTail">The last lines that it wrote to stderr, without progress.</param>
internal sealed record ChildOutcome(int ExitCode, TimeSpan Wall, string Output, IReadOnlyList<string> ErrorTail)
{
    /// <summary>How long it had said nothing when it was ended for that; null where it ended by itself.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>What went wrong; null where it ended well.</summary>
    public string? Error => Silence is { } silence ? $"The process gave no sign of life for {Describe(silence)} and was ended."
        : ExitCode == Cli.ExitCode.Done ? null
        : ErrorTail.Count > 0 ? string.Join(Environment.NewLine, ErrorTail.Select(WithoutPrefix))
        : $"The process ended with exit code {ExitCode} and said nothing{(ExitCode > 128 ? $" (signal {ExitCode - 128})" : "")}.";

    private static string Describe(TimeSpan time) =>
        time >= TimeSpan.FromMinutes(1) ? $"{time.TotalMinutes:0.#} minutes" : $"{time.TotalSeconds:0.#} seconds";

    private static string WithoutPrefix(string line)
    {
        const string Prefix = "escala: ";
        return line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : line;
    }
}
