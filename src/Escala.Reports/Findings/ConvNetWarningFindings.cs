namespace Escala.Reports.Findings;

/// <summary>Why results of a convolutional network may be too good to be true.</summary>
internal static class ConvNetWarningFindings
{
    /// <summary>A warning where the scores are of the images that trained.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) => source.Rivals.Any(group => group.ConvNet is { IsScoredOnTest: false })
        ? [new Finding(
            FindingSection.Warning, source.Words["subject.too-good.scoredontrainingrows"], source.Words["too-good.scoredontrainingimages"])]
        : [];
}
