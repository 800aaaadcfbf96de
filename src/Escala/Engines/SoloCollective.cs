namespace Escala.Engines;

/// <summary>The collective of a world of one: nothing to exchange.</summary>
public sealed class SoloCollective : ICollective
{
    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int World => 1;

    /// <inheritdoc/>
    public void Sum(Span<long> values)
    {
    }

    /// <inheritdoc/>
    public void Sum(Span<float> values)
    {
    }

    /// <inheritdoc/>
    public void Sum(Span<double> values)
    {
    }

    /// <inheritdoc/>
    public void Max(Span<float> values)
    {
    }

    /// <inheritdoc/>
    public T[][] Gather<T>(ReadOnlySpan<T> mine)
        where T : unmanaged => [mine.ToArray()];

    /// <inheritdoc/>
    public void Broadcast<T>(Span<T> values, int root)
        where T : unmanaged => ArgumentOutOfRangeException.ThrowIfNotEqual(root, 0);
}
