using Escala.Metrics;
using Xunit;

namespace Escala.Tests.Metrics;

public sealed class SingleFeatureAreaTests
{
    [Fact]
    public void Above_HigherMeansTheSecondClass_IsTheArea() => Assert.Equal(0.75, Above(new([1, 0, 1, 0], [4, 3, 2, 1]), 0.5));

    [Fact]
    public void Above_LowerMeansTheSecondClass_IsOneLess() => Assert.Equal(0.75, Above(new([0, 1, 0, 1], [4, 3, 2, 1]), 0.5));

    [Fact]
    public void Above_NotAboveTheBound_IsNull()
    {
        Assert.Null(Above(new([1, 0, 1, 0], [4, 3, 2, 1]), 0.75));
        Assert.Null(Above(new([1, 0, 1, 0], [7, 7, 7, 7]), 0.5));
        Assert.Null(Above(new([1, 1], [7, 1]), 0.5));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Above_MissingValuesTellTheClass_AtEitherEnd(float ofMissing, float ofOthers)
    {
        // The bits of the two missing values differ in sign.
        float negativeNaN = BitConverter.UInt32BitsToSingle(0xFFC0_0000);
        float[] labels = [ofMissing, ofMissing, ofOthers, ofOthers];
        Assert.Equal(1, Above(new(labels, [negativeNaN, -negativeNaN, -1, float.PositiveInfinity]), 0.5));
    }

    [Fact]
    public void Above_MissingValuesBelow_IsBetterThanAbove() =>
        Assert.Equal(1, Above(new([0, 0, 1, 1], [float.NaN, 1, 2, 3]), 0.999));

    [Fact]
    public void Above_ManyClasses_IsOfTheClassToldBest() =>
        Assert.Equal(1, Above(new([2, 0, 1, 0, 1], [9, 1, 1, 2, 2]), 0.999, classes: 3));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Above_IsTheSameAsThatOfTheScores(int classes)
    {
        // Probabilities of two classes as a feature; the bins must not rule out what the sorted values give.
        PredictedArrays rows = PredictedArrays.Classes(5_000, 2, seed: 5);
        rows = rows with { Labels = [.. rows.Labels.Select((label, row) => label == 0 ? row % (classes - 1) : classes - 1)] };
        double expected = (rows with { Labels = [.. rows.Labels.Select(label => label == classes - 1 ? 1f : 0)] }).Metric("auc");
        Assert.Equal(expected, Above(rows, expected - 1e-12, classes));
        Assert.Null(Above(rows, expected, classes));
        Assert.Equal(expected, Above(rows.Shuffled(2), 0.5, classes, threads: 2, cuts: [0, 1_000]));
    }

    private static double? Above(PredictedArrays rows, double bound, int classes = 2, int threads = 1, int[]? cuts = null) =>
        rows.Evaluate(
            (feature, team, collective) =>
                new SingleFeatureArea().Above(feature, classes, bound, team, collective, CancellationToken.None),
            threads,
            cuts);
}
