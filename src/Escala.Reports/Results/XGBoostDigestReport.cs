namespace Escala.Reports.Results;

/// <summary>SHA-256 of what XGBoost learned; equal digests are equal bits.</summary>
/// <param name="Model">Of the model's bytes.</param>
internal sealed record XGBoostDigestReport(string Model);
