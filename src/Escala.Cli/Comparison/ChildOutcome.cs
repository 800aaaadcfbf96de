namespace Escala.Cli.Comparison;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Wall">The time from before its start to its end.</param>
/// <param name="Output">All that it wrote to stdout.</param>
/// <param name="ErrorTail">The last lines that it wrote to stderr, without progress.</param>
internal sealed record ChildOutcome(int ExitCode, TimeSpan Wall, string Output, IReadOnlyList<string> ErrorTail);
