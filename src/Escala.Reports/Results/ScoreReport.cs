namespace Escala.Reports.Results;

/// <summary>A score of any algorithm.</summary>
/// <param name="Key">What JSON calls it.</param>
/// <param name="Value">Its value; null where it was not asked for or is not defined.</param>
/// <param name="IsLowerBetter">Whether lower values are the better ones; otherwise higher ones are.</param>
internal sealed record ScoreReport(string Key, double? Value, bool IsLowerBetter);
