namespace Escala.Reports.Summaries;

/// <summary>Between which ratios the true one lies with a confidence of 95 %.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal sealed record RatioInterval(double Low, double High)
{
    /// <summary>Whether it may well be that there is no difference at all.</summary>
    public bool HasOne => Low <= 1 && High >= 1;
}
