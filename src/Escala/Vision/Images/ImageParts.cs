using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>
/// The rows of a set by what they are for: a function of seeds and row numbers alone, the same on every engine. The data's own test part
/// tests; the other rows are split.
/// </summary>
/// <param name="Training">The row numbers that train, ascending; at least one.</param>
/// <param name="Validation">The row numbers that validate, ascending.</param>
/// <param name="Test">The row numbers that test, ascending.</param>
internal sealed record ImageParts(int[] Training, int[] Validation, int[] Test)
{
    /// <summary>Splits a set.</summary>
    /// <param name="set">The set, whose options say which share tests.</param>
    /// <param name="validationFraction">The share of the other rows that validates, in [0, 1).</param>
    /// <exception cref="DatasetException">No row is left to train with, or none is in a part that was asked for.</exception>
    public static ImageParts Of(ImageSet set, double validationFraction)
    {
        ImageSetOptions options = set.Options;
        int shared = set.Count - set.OwnTestCount;

        // Scaling by 2^64 is exact, and a fraction below 1 stays below 2^64.
        var selection = new RowSelection
        {
            Seed = options.Seed,
            SampleThreshold = options.SampleImages is { } images
                ? SampleThreshold.Find(options.Seed, images, shared, CancellationToken.None)
                : ulong.MaxValue,
            TestThreshold = (ulong)Math.ScaleB(options.TestFraction, 64),
            ValidationThreshold = (ulong)Math.ScaleB(validationFraction, 64),
        };
        ILookup<RowPart, int> parts = Enumerable.Range(0, shared).Where(row => selection.Uses(row)).ToLookup(row => selection.PartOf(row));
        int[] test = [.. parts[RowPart.Test], .. Enumerable.Range(shared, set.OwnTestCount)];
        var split = new ImageParts([.. parts[RowPart.Training]], [.. parts[RowPart.Validation]], test);
        Require(split.Training, "training", set);
        Require(split.Validation, "validation", set, validationFraction);
        Require(split.Test, "test", set, options.TestFraction);
        return split;
    }

    private static void Require(int[] rows, string part, ImageSet set, double fraction = 1)
    {
        if (fraction > 0 && rows.Length == 0)
        {
            throw new DatasetException(
                $"The {part} part has no image: there are {set.Count} in all. Give more images, or another share for validation or test.");
        }
    }
}
