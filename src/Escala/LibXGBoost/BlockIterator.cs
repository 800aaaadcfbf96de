using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Escala.Data;

namespace Escala.LibXGBoost;

/// <summary>
/// Hands blocks to libxgboost, which passes over them several times, through a proxy matrix that points at one after the other.
/// An exception must not cross its frames: the first one ends the passes, and is thrown by <see cref="Rethrow"/> afterwards.
/// </summary>
internal sealed unsafe class BlockIterator : IDisposable
{
    private readonly IReadOnlyList<Block> _blocks;
    private readonly bool _useWeights;
    private readonly ICollection<string> _warnings;
    private readonly CancellationToken _cancellationToken;
    private GCHandle<BlockIterator> _self;
    private int _next;
    private bool _hasShown;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Makes the proxy.</summary>
    public BlockIterator(IReadOnlyList<Block> blocks, QuantileOptions options, ICollection<string> warnings, CancellationToken cancellationToken)
    {
        _blocks = blocks;
        _useWeights = options.UseWeights;
        _warnings = warnings;
        _cancellationToken = cancellationToken;
        NativeCalls.For(warnings).Check(NativeMethods.XGProxyDMatrixCreate(out DMatrixHandle proxy));
        Proxy = proxy;
        if (options.FeatureTypes is { } types)
        {
            MatrixInfo.SetFeatures(proxy, "feature_type", types, warnings);
        }

        _self = new GCHandle<BlockIterator>(this);
    }

    /// <summary>The matrix that stands for the block at hand.</summary>
    public DMatrixHandle Proxy { get; }

    /// <summary>What the callbacks are to be called with.</summary>
    public nint Context => GCHandle<BlockIterator>.ToIntPtr(_self);

    /// <summary>Goes back to the first block.</summary>
    public static delegate* unmanaged<nint, void> Reset => &OnReset;

    /// <summary>Goes on to the next block: 1, or 0 after the last one.</summary>
    public static delegate* unmanaged<nint, int> Next => &OnNext;

    /// <summary>Throws what ended the passes early, if anything did.</summary>
    public void Rethrow() => _failure?.Throw();

    /// <inheritdoc/>
    public void Dispose()
    {
        _self.Dispose();
        Proxy.Dispose();
    }

    [UnmanagedCallersOnly]
    private static void OnReset(nint context)
    {
        BlockIterator iterator = GCHandle<BlockIterator>.FromIntPtr(context).Target;
        (iterator._next, iterator._hasShown) = (0, false);
    }

    [UnmanagedCallersOnly]
    private static int OnNext(nint context) => GCHandle<BlockIterator>.FromIntPtr(context).Target.MoveNext() ? 1 : 0;

    private bool MoveNext()
    {
        if (_failure is not null)
        {
            return false;
        }

        try
        {
            _cancellationToken.ThrowIfCancellationRequested();
            while (_next < _blocks.Count)
            {
                Block block = _blocks[_next++];

                // A rank without rows takes part with a block that has none: libxgboost asks for at least one.
                if (block.RowCount > 0 || (!_hasShown && _next == _blocks.Count))
                {
                    Show(block);
                    _hasShown = true;
                    return true;
                }
            }

            return false;
        }
        catch (Exception cause)
        {
            // Not swallowed: Rethrow throws it as soon as libxgboost has returned.
            _failure = ExceptionDispatchInfo.Capture(cause);
            return false;
        }
    }

    private void Show(Block block)
    {
        // Blocks are native memory: a pointer to them stays good without being pinned.
        float* values = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(block.Values));
        string rows = ArrayInterface.Of(values, block.RowCount, block.FeatureCount);
        NativeCalls.For(_warnings).Check(NativeMethods.XGProxyDMatrixSetDataDense(Proxy, rows));
        if (block.RowCount == 0)
        {
            return;
        }

        if (!block.Labels.IsEmpty)
        {
            MatrixInfo.Set(Proxy, "label", block.Labels[..block.RowCount], _warnings);
        }

        if (_useWeights && !block.Weights.IsEmpty)
        {
            MatrixInfo.Set(Proxy, "weight", block.Weights[..block.RowCount], _warnings);
        }
    }
}
