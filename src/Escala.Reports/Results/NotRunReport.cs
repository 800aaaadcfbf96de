namespace Escala.Reports.Results;

/// <summary>Why a run was left out.</summary>
/// <param name="Reason">What is missing, in one sentence.</param>
/// <param name="Remedy">The command that installs it; null where none does.</param>
internal sealed record NotRunReport(string Reason, string? Remedy);
