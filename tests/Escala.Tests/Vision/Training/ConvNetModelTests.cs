using System.IO.Compression;
using Escala.Data;
using Escala.Engines;
using Escala.Models;
using Escala.Testing;
using Escala.Tests.Data;
using Escala.Tests.Vision.Images;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Training;

public sealed class ConvNetModelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private static ConvNetOptions Options => new()
    {
        Network = Scenes.Small(3, new BatchNormalizationOptions(), new DropoutOptions()),
        Epochs = 2,
        BatchSize = 16,
        Optimizer = new AdamOptions(),
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Load_SavedModel_IsTheSame()
    {
        (ConvNetModel model, ImageData images) = await FitAsync();
        string path = _folder.File("m.zip");
        model.Save(path);
        ConvNetModel loaded = ConvNetModel.Load(path);
        loaded.Save(_folder.File("again.zip"));

        Assert.Equal("cnn", ModelFile.AlgorithmOf(path));
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(_folder.File("again.zip")));
        Assert.Equal(Options.Network.ToJson(), loaded.Options.Network.ToJson());
        Assert.Equal(Options.Optimizer, loaded.Options.Optimizer);
        Assert.Equal(["0", "1", "2"], loaded.Classes);
        Assert.Equal(images.Shape, loaded.Shape);
        Assert.Equal((0.3, 7UL), (loaded.Images.TestFraction, loaded.Images.Seed));
        Assert.Equal(model.Fit.Normalization.Means, loaded.Fit.Normalization.Means);
        Assert.Equal(EscalaVersion.Current, loaded.Version);
        Assert.Equal(model.Fit.Evaluation.Scores.Accuracy, loaded.Fit.Evaluation.Scores.Accuracy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Evaluate_TestImages_GivesTheFiguresOfTheFit(int world)
    {
        Scenes.Write(_folder, 120, prefix: "train-", noise: 220);
        Scenes.Write(_folder, 50, prefix: "test-", seed: 2, noise: 220);
        var images = ImageData.Describe(_folder.Path);
        ConvNetModel model = await FitAsync(images);
        await using var gang = new ThreadGang(world);
        ConvNetEvaluation evaluation = (await model.EvaluateAsync(images, gang, cancellationToken: Timeout)).Result;

        Assert.Equal(50, evaluation.Images);
        Assert.Equal(model.Fit.Evaluation.Scores.Accuracy, evaluation.Scores.Accuracy);
        Assert.Equal(model.Fit.Evaluation.Scores.ConfusionMatrix, evaluation.Scores.ConfusionMatrix);
        Assert.Equal(model.Fit.Evaluation.Loss, evaluation.Loss, 1e-6);
        Assert.Equal(model.Fit.Evaluation.Scores.Auc!.Value, evaluation.Scores.Auc!.Value, 1e-6);
        Assert.Equal(model.Fit.Evaluation.WorstMistakes.Select(mistake => mistake.Row), evaluation.WorstMistakes.Select(mistake => mistake.Row));
        Assert.All(evaluation.WorstMistakes, mistake => Assert.InRange(mistake.Row, 120, 169));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Predict_AllImages_GivesEachItsProbabilities(int world)
    {
        (ConvNetModel model, ImageData images) = await FitAsync();
        await using var gang = new ThreadGang(world);
        JobResult<ConvNetPredictResult> job = await model.PredictAsync(images, gang, cancellationToken: Timeout);
        ConvNetEvaluation evaluation = (await model.EvaluateAsync(images, gang, cancellationToken: Timeout)).Result;

        Assert.Equal(100, job.Result.Images);
        Assert.Equal(world, job.Files.Count);
        List<(long Row, float[] Values)> rows = [.. job.Files.SelectMany(file => Records(file.Path))];
        Assert.Equal(Enumerable.Range(0, 100).Select(row => (long)row), rows.Select(row => row.Row));
        Assert.All(rows, row => Assert.Equal(1, row.Values[1..].Sum(), 1e-5f));
        Assert.All(rows, row => Assert.Equal(row.Values[1..].Max(), row.Values[1 + (int)row.Values[0]]));
        Assert.Equal([.. Enumerable.Range(0, 3).Select(c => rows.LongCount(row => (int)row.Values[0] == c))], job.Result.ClassSizes);
        Assert.Equal(evaluation.Scores.Accuracy, rows.Count(row => (int)row.Values[0] == row.Row % 3) / 100.0, 1e-9);
    }

    [Fact]
    public async Task PredictProbabilities_ImagesInMemory_AreThoseOfTheFiles()
    {
        (ConvNetModel model, ImageData images) = await FitAsync();
        await using var engine = new SerialEngine();
        JobResult<ConvNetPredictResult> job = await model.PredictAsync(images, engine, cancellationToken: Timeout);
        float[] pixels = new float[100 * 64];
        using (ImageSet set = images.Open())
        {
            for (int row = 0; row < 100; row++)
            {
                set.Read(row, pixels.AsSpan(row * 64, 64));
            }
        }

        float[,] probabilities = model.PredictProbabilities(pixels, threads: 1, Timeout);
        string[] classes = model.PredictClasses(pixels, threads: 1, Timeout);

        foreach ((long row, float[] values) in Records(job.Files[0].Path))
        {
            Assert.Equal(values[1..], Enumerable.Range(0, 3).Select(c => probabilities[row, c]), (a, b) => Math.Abs(a - b) < 1e-6);
            Assert.Equal(model.Classes[(int)values[0]], classes[row]);
        }

        Assert.Empty(model.PredictProbabilities([]));
        Assert.Throws<ArgumentException>(() => model.PredictProbabilities(new float[65]));
    }

    [Fact]
    public async Task Evaluate_FewerClasses_AreFoundByName()
    {
        ConvNetModel model = await FitAsync(Folders("train", "cat", "dog", "eel"));
        await using var engine = new SerialEngine();
        ConvNetEvaluation all = (await model.EvaluateAsync(Folders("train", "cat", "dog", "eel"), engine, cancellationToken: Timeout)).Result;
        ConvNetEvaluation some = (await model.EvaluateAsync(Folders("some", "dog", "eel"), engine, cancellationToken: Timeout)).Result;

        Assert.Equal(["cat", "dog", "eel"], some.Classes);
        Assert.Equal(40, some.Images);
        Assert.Equal([0.0, 0, 0], some.Scores.ConfusionMatrix[0]);
        Assert.Equal(all.Scores.ConfusionMatrix[1], some.Scores.ConfusionMatrix[1]);
        Assert.Equal(all.Scores.ConfusionMatrix[2], some.Scores.ConfusionMatrix[2]);
        var error = await Assert.ThrowsAsync<DatasetException>(() => model.EvaluateAsync(Folders("other", "dog", "fox"), engine, cancellationToken: Timeout));
        Assert.Contains("has the class 'fox', which the model does not know.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_ImagesOfAnotherShape_AreRefused()
    {
        (ConvNetModel model, _) = await FitAsync();
        _folder.Put("other/a/1.png", ImageFiles.Png(2, 3, 1, 1, 2, 3, 4, 5, 6));
        await using var engine = new SerialEngine();
        var error = await Assert.ThrowsAsync<InvalidOptionsException>(
            () => model.EvaluateAsync(ImageData.Describe(_folder.File("other")), engine, cancellationToken: Timeout));

        Assert.Contains("must be 1x8x8, as those that the model was trained on, but were 1x2x3.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_DamagedFile_IsRefused()
    {
        (ConvNetModel model, _) = await FitAsync();
        string path = _folder.File("m.zip");
        model.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.Throws<ModelFileException>(() => ConvNetModel.Load(path));

        AssertRefused(path, bytes, "weights.safetensors", content => content[^1] ^= 1, "is not what the fit wrote");
        AssertRefused(path, bytes, "model.json", content => content.AsSpan().Replace((byte)'8', (byte)'9'), "");
    }

    private static void AssertRefused(string path, byte[] zipped, string entry, Action<byte[]> damage, string message)
    {
        File.WriteAllBytes(path, zipped);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            byte[] content;
            using (Stream stream = zip.GetEntry(entry)!.Open())
            using (var copy = new MemoryStream())
            {
                stream.CopyTo(copy);
                content = copy.ToArray();
            }

            damage(content);
            zip.GetEntry(entry)!.Delete();
            using Stream written = zip.CreateEntry(entry).Open();
            written.Write(content);
        }

        var error = Assert.Throws<ModelFileException>(() => ConvNetModel.Load(path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(long Row, float[] Values)> Records(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = PredictionPartWriter.RecordBytes(4);
        for (int place = 0; place < bytes.Length; place += length)
        {
            yield return (BitConverter.ToInt64(bytes, place), [.. Enumerable.Range(0, 4).Select(i => BitConverter.ToSingle(bytes, place + 8 + (4 * i)))]);
        }
    }

    /// <summary>A folder per class, with 20 grey images each: the class's letter says how bright which half is.</summary>
    private ImageData Folders(string name, params string[] classes)
    {
        foreach (string own in classes)
        {
            for (int i = 0; i < 20; i++)
            {
                byte[] pixels = [.. Enumerable.Range(0, 64).Select(x => (byte)((own[0] * 31 * ((x / 8) + 1) % 200) + ((i + x) % 40)))];
                _folder.Put($"{name}/{own}/{i:00}.png", ImageFiles.Png(8, 8, 1, pixels));
            }
        }

        return ImageData.Describe(_folder.File(name));
    }

    private async Task<(ConvNetModel Model, ImageData Images)> FitAsync()
    {
        Scenes.Write(_folder, 100, noise: 200);
        var images = ImageData.Describe(_folder.Path, new ImageSetOptions { TestFraction = 0.3, Seed = 7 });
        return (await FitAsync(images), images);
    }

    private static async Task<ConvNetModel> FitAsync(ImageData images)
    {
        await using var engine = new SerialEngine();
        return await new ConvNetTrainer(Options).FitAsync(images, engine, cancellationToken: Timeout);
    }
}
