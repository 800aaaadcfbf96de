namespace Escala.Reports.Results;

/// <summary>SHA-256 of what a network learned; equal digests are equal bits.</summary>
/// <param name="Model">Of the weights' bytes, in the order of the layers.</param>
internal sealed record ConvNetDigestReport(string Model);
