using System.CommandLine;

namespace Escala.Cli.Options;

/// <summary>Options that the help shows together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Options">The options, at least one.</param>
internal sealed record OptionGroup(string Title, params IReadOnlyList<Option> Options);
