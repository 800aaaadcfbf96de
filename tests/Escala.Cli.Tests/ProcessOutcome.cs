namespace Escala.Cli.Tests;

/// <summary>How the program ended.</summary>
internal sealed record ProcessOutcome(int ExitCode, string Output, string Error);
