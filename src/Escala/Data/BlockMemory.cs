using Escala.Numerics;

namespace Escala.Data;

/// <summary>
/// Memory of the blocks of one source, used again when a block is freed: malloc gives much of it back to the kernel, and the page faults
/// of fresh memory would take as long as filling it. All members may be called from several threads at once.
/// </summary>
internal sealed unsafe class BlockMemory : IDisposable
{
    /// <summary>The most pieces that wait to be used: those of blocks that are filled, laid out and on their way between two threads.</summary>
    private const int MostSpare = 4;

    private readonly Lock _lock = new();
    private readonly Stack<nint> _spare = new();
    private bool _hasEnded;

    /// <summary>Frees what is spare if the source was not read to its end.</summary>
    ~BlockMemory() => End();

    /// <summary>A piece, aligned to 64 bytes; the contents are undefined.</summary>
    /// <param name="bytes">Its size, which is the same in all calls.</param>
    public byte* Take(nuint bytes)
    {
        lock (_lock)
        {
            if (_spare.TryPop(out nint piece))
            {
                return (byte*)piece;
            }
        }

        return (byte*)AlignedMemory.Allocate(bytes);
    }

    /// <summary>Takes a piece back.</summary>
    /// <param name="piece">From <see cref="Take"/>.</param>
    public void Return(byte* piece)
    {
        lock (_lock)
        {
            if (!_hasEnded && _spare.Count < MostSpare)
            {
                _spare.Push((nint)piece);
                return;
            }
        }

        AlignedMemory.Free(piece);
    }

    /// <summary>Frees what is spare, and from now on what is returned.</summary>
    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            while (_spare.TryPop(out nint piece))
            {
                AlignedMemory.Free((void*)piece);
            }
        }
    }
}
