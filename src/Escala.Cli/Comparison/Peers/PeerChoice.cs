namespace Escala.Cli.Comparison.Peers;

/// <summary>Which peers are asked for.</summary>
/// <param name="Peers">The peers, in the order in which they run.</param>
/// <param name="Python">The Python to run them; null for the system's and then that of PATH.</param>
internal sealed record PeerChoice(IReadOnlyList<PeerDescription> Peers, string? Python);
