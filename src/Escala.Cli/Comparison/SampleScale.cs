namespace Escala.Cli.Comparison;

/// <summary>How much of a sample is compared where nobody says otherwise.</summary>
internal static class SampleScale
{
    /// <summary>A part of the sample.</summary>
    public const string Quick = "quick";

    /// <summary>All of it.</summary>
    public const string Full = "full";

    private const long QuickRows = 200_000;

    /// <summary>The rows of a scale; null for all.</summary>
    /// <param name="scale"><see cref="Quick"/> or <see cref="Full"/>.</param>
    public static long? Rows(string scale) => scale == Quick ? QuickRows : null;
}
