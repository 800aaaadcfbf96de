namespace Escala.Reports.Results;

/// <summary>SHA-256 of what was learned; equal digests are equal bits.</summary>
/// <param name="Centroids">Of the centroids.</param>
/// <param name="Labels">Of the training rows' labels.</param>
internal sealed record DigestReport(string Centroids, string Labels);
