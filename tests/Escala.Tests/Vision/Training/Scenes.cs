using Escala.Data;
using Escala.Engines;
using Escala.Testing;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Tests.Vision.Training;

/// <summary>Networks for <see cref="SpotImages"/>, and their training.</summary>
internal static class Scenes
{
    /// <summary>Flat, one dense layer: softmax regression.</summary>
    public static NetworkOptions Linear(int classes = 3) => new()
    {
        Input = SpotImages.Shape,
        Layers = [new FlattenOptions(), new DenseOptions { Units = classes }],
    };

    /// <summary>A convolution, a pooling and two dense layers.</summary>
    public static NetworkOptions Small(int classes = 3, params LayerOptions[] afterPooling) => new()
    {
        Input = SpotImages.Shape,
        Layers =
        [
            new ConvolutionOptions { Channels = 8, Padding = 1 },
            new ActivationOptions(),
            new MaxPoolingOptions(),
            .. afterPooling,
            new FlattenOptions(),
            new DenseOptions { Units = 16 },
            new ActivationOptions(),
            new DenseOptions { Units = classes },
        ],
    };

    /// <inheritdoc cref="SpotImages.Write"/>
    public static string Write(TempFolder folder, int count, int classes = 3, string prefix = "", ulong seed = 1, int noise = 50) =>
        SpotImages.Write(folder.Path, count, classes, prefix, seed, noise);

    /// <summary>Trains, and gives the result of every rank.</summary>
    public static async Task<IReadOnlyList<ConvNetFitResult>> FitRanksAsync(
        ConvNetOptions options, ImageData images, int world, int threads, CancellationToken cancellationToken)
    {
        await using var gang = new ThreadGang(world, threads);
        var job = new Job<ConvNetFitOptions>(new ConvNetFitOptions { Training = options, Images = images }, Dataset.None);
        return await gang.RunRanksAsync<ConvNetFit, ConvNetFitOptions, ConvNetFitResult>(job, cancellationToken: cancellationToken);
    }

    /// <summary>Trains on one rank.</summary>
    public static async Task<ConvNetFitResult> FitAsync(
        ConvNetOptions options, ImageData images, CancellationToken cancellationToken, int threads = 1) =>
        (await FitRanksAsync(options, images, 1, threads, cancellationToken))[0];
}
