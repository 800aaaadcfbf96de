using Escala.Data;

namespace Escala.Vision.Images;

/// <summary>Checks a set as a whole: labels against classes, and options against the data.</summary>
internal static class ImageSetCheck
{
    /// <summary>Refuses a set that cannot be used as asked.</summary>
    /// <param name="set">The set.</param>
    /// <param name="path">What it was opened by, for messages.</param>
    /// <exception cref="InvalidOptionsException">A test part is asked for beside the data's own.</exception>
    /// <exception cref="DatasetException">A test image has a label that no training image has.</exception>
    public static void Check(ImageSet set, string path)
    {
        RequireOneTestPart(set.OwnTestCount, set.Options, path);
        RequireClasses(set, set.ClassNames.Count, $"{path} has the classes 0 to {set.ClassNames.Count - 1}");
    }

    /// <summary>Refuses two test parts.</summary>
    /// <param name="ownTestCount">The images of the data's own test part.</param>
    /// <param name="options">Whether another is asked for.</param>
    /// <param name="path">What is opened, for messages.</param>
    /// <exception cref="InvalidOptionsException">A test part is asked for beside the data's own.</exception>
    public static void RequireOneTestPart(int ownTestCount, ImageSetOptions options, string path)
    {
        if (ownTestCount > 0 && options.TestFraction > 0)
        {
            throw new InvalidOptionsException(
                $"TestFraction of ImageSetOptions must be left out for {path}, which has a test part of its own, but was "
                + $"{options.TestFraction}. Leave it out to test on that.");
        }
    }

    /// <summary>Refuses a set with a label that there is no class for.</summary>
    /// <param name="set">The set.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="reason">Where that number comes from, for messages.</param>
    /// <exception cref="DatasetException">There is such a label; the message names the first image that has one.</exception>
    public static void RequireClasses(ImageSet set, int classes, string reason)
    {
        ReadOnlySpan<int> labels = set.Labels;
        int row = labels.IndexOfAnyExceptInRange(0, classes - 1);
        if (row < 0)
        {
            return;
        }

        int testStart = set.Count - set.OwnTestCount;
        string image = row < testStart ? $"Image {row}" : $"Image {row - testStart} of the test part";
        throw new DatasetException($"{image} has the label {labels[row]}, but {reason}. Correct the labels, or choose other data.");
    }
}
