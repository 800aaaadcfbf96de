namespace Escala.Numerics;

/// <summary>
/// The memory of a rank's tiles: a few large pieces, each about as large as all before it, of which segments get the next part.
/// Large pieces come in large pages, and what nobody has written to takes no memory. Freed as a whole.
/// </summary>
/// <param name="expected">What will be asked for in all, as far as is known.</param>
internal sealed unsafe class TileMemory(nuint expected = 0) : IDisposable
{
    /// <summary>
    /// The most of what is expected that is reserved at once. The C library keeps pieces below 32 MB when they are freed, so that the next
    /// job need not get their pages from the system again.
    /// </summary>
    private const nuint MostAtOnce = 16 << 20;

    private readonly List<nint> _pieces = [];
    private nuint _reserved;
    private byte* _next;
    private nuint _left;

    ~TileMemory() => Free();

    /// <summary>Gives the next part; its contents are undefined.</summary>
    /// <param name="bytes">How much, a multiple of 64.</param>
    /// <returns>Memory aligned to 64 bytes, valid until <see cref="Dispose"/>.</returns>
    public void* Take(nuint bytes)
    {
        if (bytes > _left)
        {
            _left = Math.Max(bytes, _reserved < expected ? Math.Min(expected - _reserved, MostAtOnce) : _reserved);
            _next = (byte*)AlignedMemory.Allocate(_left);
            _pieces.Add((nint)_next);
            _reserved += _left;
        }

        byte* part = _next;
        _next += bytes;
        _left -= bytes;
        return part;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        foreach (nint piece in _pieces)
        {
            AlignedMemory.Free((void*)piece);
        }

        _pieces.Clear();
    }
}
