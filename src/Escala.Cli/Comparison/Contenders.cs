using Escala.Cli.Comparison.Peers;
using Escala.Cli.Options;

namespace Escala.Cli.Comparison;

/// <summary>What is compared.</summary>
/// <param name="Engines">The engines.</param>
/// <param name="Peers">The peers asked for, there or not.</param>
/// <param name="Local">The local engine, whether or not it is compared: peers get as many threads as it has.</param>
internal sealed record Contenders(IReadOnlyList<EngineChoice> Engines, PeerChoice Peers, EngineChoice Local);
