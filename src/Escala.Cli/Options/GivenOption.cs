namespace Escala.Cli.Options;

/// <summary>An option about clusters that was given.</summary>
/// <param name="Option">Its name.</param>
/// <param name="Value">Its value; null for a switch.</param>
/// <param name="Engine">The only engine that can have it; null where every engine of a cluster can.</param>
internal sealed record GivenOption(string Option, string? Value, string? Engine);
