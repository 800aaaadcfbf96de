using Escala.Engines;
using Escala.Models;
using Escala.Tests.Data;
using Escala.Tests.Vision.Training;
using Escala.Vision;
using Escala.Vision.Images;
using Escala.Vision.Onnx;
using Xunit;

namespace Escala.Tests.Vision.Onnx;

/// <summary>The file of an export; what is in it is tested with ONNX Runtime in Escala.Parity.Tests.</summary>
public sealed class ConvNetModelOnnxTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SaveOnnx_Again_ReplacesTheFileByTheSameBytes()
    {
        ConvNetModel model = await FitAsync();
        string path = _folder.File("out/m.onnx");
        Directory.CreateDirectory(_folder.File("out"));
        model.SaveOnnx(path);
        byte[] first = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, "something else", TestContext.Current.CancellationToken);

        model.SaveOnnx(path);

        Assert.Equal(first, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.File("out")));
    }

    [Fact]
    public async Task SaveOnnx_NoSuchFolder_IsRefused()
    {
        ConvNetModel model = await FitAsync();

        var error = Assert.Throws<ModelFileException>(() => model.SaveOnnx(_folder.File("nowhere/m.onnx")));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireReadable_MoreThanReadersTake_IsRefused()
    {
        OnnxFile.RequireReadable(int.MaxValue);

        var error = Assert.Throws<ModelFileException>(() => OnnxFile.RequireReadable(int.MaxValue + 1L));

        Assert.Contains("must be at most 2147483647 bytes, but this network would take 2147483648.", error.Message, StringComparison.Ordinal);
    }

    private async Task<ConvNetModel> FitAsync()
    {
        var images = ImageData.Describe(Scenes.Write(_folder, 30));
        await using var engine = new SerialEngine();
        return await new ConvNetTrainer(new ConvNetOptions { Network = Scenes.Linear(), Epochs = 1, BatchSize = 16 })
            .FitAsync(images, engine, cancellationToken: TestContext.Current.CancellationToken);
    }
}
