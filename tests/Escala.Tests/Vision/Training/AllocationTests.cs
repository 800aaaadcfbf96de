using Escala.Data;
using Escala.Engines;
using Escala.Tests.Data;
using Escala.Vision;
using Escala.Vision.Images;
using Xunit;

namespace Escala.Tests.Vision.Training;

public sealed class AllocationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fit_MoreSteps_AllocateNothing(bool isAugmented)
    {
        Scenes.Write(_folder, 400);
        var options = new ConvNetOptions
        {
            Network = Scenes.Small(3, new BatchNormalizationOptions(), new DropoutOptions()),
            BatchSize = 4,
            Epochs = 2,
            MaxGradientNorm = 1,
            Augmentation = isAugmented ? new AugmentationOptions { Shift = 1, Flip = true } : new AugmentationOptions(),
        };
        long few = await AllocatedAsync(options);
        long many = await AllocatedAsync(options with { Epochs = 22 });

        // 2,000 steps more; each epoch is an entry of the history, and each phase reports a few times a second.
        Assert.InRange((many - few) / 2_000.0, -100, 20);
    }

    private async Task<long> AllocatedAsync(ConvNetOptions options)
    {
        await using var engine = new SerialEngine();
        var job = new Job<ConvNetFitOptions>(new ConvNetFitOptions { Training = options, Images = ImageData.Describe(_folder.Path) }, Dataset.None);
        return (await engine.RunAsync<MeasuredFit, ConvNetFitOptions, AllocatedBytes>(job, cancellationToken: TestContext.Current.CancellationToken)).Result.Bytes;
    }

    internal sealed record AllocatedBytes(long Bytes);

    /// <summary>A fit that says what its own thread has allocated.</summary>
    private sealed class MeasuredFit : IOperator<ConvNetFitOptions, AllocatedBytes>
    {
        public static OperatorContract<ConvNetFitOptions, AllocatedBytes> Contract => throw new NotSupportedException("It stays in this process.");

        public AllocatedBytes Run(ConvNetFitOptions options, RankContext rank, CancellationToken cancellationToken)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            new ConvNetFit().Run(options, rank, cancellationToken);
            return new AllocatedBytes(GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
