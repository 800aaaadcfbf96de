using Escala.Measurement;

namespace Escala.Cli.Progress;

/// <summary>What phases are called for people; the same as in JSON.</summary>
internal static class PhaseNames
{
    /// <summary>The name of a phase.</summary>
    public static string Of(Phase phase) => phase.ToString().ToLowerInvariant();
}
