using System.Collections;
using Escala.Data;

namespace Escala.Tests.LibXGBoost;

/// <summary>Blocks that cancel a token when a block is asked for the n-th time, over all passes.</summary>
internal sealed class CancellingBlocks(IReadOnlyList<Block> blocks, int at) : IReadOnlyList<Block>, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    /// <summary>How often a block was asked for: at least once per block and pass.</summary>
    public int Asked { get; private set; }

    public int Count => blocks.Count;

    public Block this[int index]
    {
        get
        {
            if (Asked++ == at)
            {
                _source.Cancel();
            }

            return blocks[index];
        }
    }

    public void Dispose() => _source.Dispose();

    public IEnumerator<Block> GetEnumerator() => blocks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
