using Escala.Models;

namespace Escala.Cli.Doctor;

/// <summary>What <c>doctor</c> found.</summary>
internal sealed record DoctorReport
{
    /// <summary>The version of Escala.</summary>
    public string Version { get; init; } = EscalaVersion.Current;

    /// <summary>Whether everything that is needed is there.</summary>
    public bool IsFine => Checks.All(check => check.State != CheckState.Missing);

    /// <summary>The checks.</summary>
    public required IReadOnlyList<DoctorCheck> Checks { get; init; }
}
