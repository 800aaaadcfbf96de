using System.Runtime.CompilerServices;
using Escala.Data;
using Escala.LibXGBoost;
using Xunit;

namespace Escala.Tests.LibXGBoost;

[Trait("Library", "XGBoost")]
[Collection(nameof(Alone))]
public sealed class MemoryTests : IDisposable
{
    private readonly ToyRows _rows = new();

    public void Dispose() => _rows.Dispose();

    [Fact]
    public void Dispose_MatricesAndBoosters_GivesTheirMemoryBack()
    {
        Train();
        long before = Environment.WorkingSet;
        for (int i = 0; i < 20; i++)
        {
            Train();
        }

        // Twenty that stayed would hold 20 x 5 MB.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 50L << 20);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(3)]
    public void Quantile_BuiltOrCancelled_HoldsNoBlocks(int cancelAt)
    {
        WeakReference<CancellingBlocks> blocks = Build(cancelAt);
        GC.Collect();
        Assert.False(blocks.TryGetTarget(out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<CancellingBlocks> Build(int cancelAt)
    {
        using var blocks = new CancellingBlocks(_rows.Blocks, cancelAt);
        try
        {
            DMatrix.Quantile(blocks, new QuantileOptions { Threads = 1 }, blocks.Token).Dispose();
        }
        catch (OperationCanceledException)
        {
            Assert.NotEqual(int.MaxValue, cancelAt);
        }

        return new WeakReference<CancellingBlocks>(blocks);
    }

    private static void Train()
    {
        using var block = new Block(50_000, 20, hasLabels: true) { RowCount = 50_000 };
        Span<float> values = block.Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i * 31 % 257;
        }

        block.Labels.Fill(1);
        using var matrix = DMatrix.Quantile([block], new QuantileOptions { Threads = 1 }, CancellationToken.None);
        using Booster booster = ToyTraining.Start(matrix, objective: "reg:squarederror");
        booster.Update(0, matrix);
        _ = booster.Predict(matrix, PredictionKind.Value);
    }
}
