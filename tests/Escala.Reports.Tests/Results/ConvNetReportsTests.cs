using System.Text.Json;
using System.Text.Json.Nodes;
using Escala.Engines;
using Escala.Measurement;
using Escala.Reports.Results;
using Escala.Testing;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Reports.Tests.Results;

public sealed class ConvNetReportsTests
{
    [Fact]
    public void Comparison_OfNetworks_ReadAndWritten_IsTheSame()
    {
        string written = JsonSerializer.Serialize(DigitNets.Comparison, ResultsJson.Indented.ComparisonReport);
        ComparisonReport read = JsonSerializer.Deserialize(written, ResultsJson.Default.ComparisonReport)!;

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(written), JsonNode.Parse(JsonSerializer.Serialize(read, ResultsJson.Indented.ComparisonReport))));
        Assert.Contains("\"algorithm\": \"cnn\"", written);
        Assert.Contains("\"kind\": \"sgd\"", written);
    }

    [Fact]
    public async Task Of_Fit_TakesOverEverythingAndDrawsTheMistakes()
    {
        using var folder = new TemporaryFolder();
        ImageData images = Images(folder.Path);
        var options = new ConvNetOptions
        {
            Network = new NetworkOptions { Input = images.Shape, Layers = [new FlattenOptions(), new DenseOptions { Units = 2 }] },
            Epochs = 2,
            BatchSize = 4,
        };
        JobResult<ConvNetFitResult> job = await new ConvNetTrainer(options).RunAsync(images, new SerialEngine(), cancellationToken: TestContext.Current.CancellationToken);
        using ImageSet set = images.Open(cancellationToken: TestContext.Current.CancellationToken);

        ConvNetFitReport report = ConvNetFitReport.Of(
            ConvNetOptionsReport.Of(null, options, images.Options), DataReport.Of("dots", images), "model.zip", set, job);

        Assert.Equal(("serial", 1, 2, 9L, 3L), (report.Engine, report.Ranks, report.Iterations, report.Rows, report.TestRows));
        Assert.Equal(FitReport.TestPart, report.ScoredOn);
        Assert.Equal(job.Result.WeightsDigest, Assert.Single(report.Digests).Value);
        Assert.Equal(("NPY", 12L, 3L), (report.Data.Format, report.Data.Images!.Count, report.Data.Images.OwnTestCount));
        Assert.Equal(4, report.Data.Files.Count);
        Assert.Equal(report.Data.Bytes, report.Data.Images.StoredBytes);
        Assert.Equal(job.Result.Evaluation.WorstMistakes.Count, report.WorstMistakes.Count);
        Assert.All(report.WorstMistakes, mistake => Assert.Equal(set.Bytes((int)mistake.Row).ToArray(), mistake.Picture!.Pixels.ToArray()));
        Assert.NotEmpty(report.WorstMistakes);
        Assert.Equal(report.ImagesPerSecond, 18 / report.History.Sum(epoch => epoch.Seconds), 6);
        PhaseReport load = report.Phases.Single(phase => phase.Name == Phase.Load);
        Assert.Equal(12 / load.WallSeconds, report.ImagesPerSecondOf(load)!.Value, 6);
        Assert.Null(report.ImagesPerSecondOf(report.Phases.Single(phase => phase.Name == Phase.Init)));
    }

    /// <summary>Nine images of two classes that train and three that test; the labels of these are the wrong ones.</summary>
    private static ImageData Images(string folder)
    {
        byte[] Pixels(int count) => [.. Enumerable.Range(0, count).SelectMany(image => Enumerable.Repeat((byte)(image % 2 * 200), 4))];
        Npy.Write(Path.Combine(folder, "train-images.npy"), "|u1", [9, 1, 2, 2], Pixels(9));
        Npy.Write(Path.Combine(folder, "train-labels.npy"), "|u1", [9], [0, 1, 0, 1, 0, 1, 0, 1, 0]);
        Npy.Write(Path.Combine(folder, "test-images.npy"), "|u1", [3, 1, 2, 2], Pixels(3));
        Npy.Write(Path.Combine(folder, "test-labels.npy"), "|u1", [3], [1, 0, 1]);
        return ImageData.Describe(folder, cancellationToken: TestContext.Current.CancellationToken);
    }
}
