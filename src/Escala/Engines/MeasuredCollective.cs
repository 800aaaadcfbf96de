using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Escala.Engines;

/// <summary>Passes every call on to a collective and adds up the time and the bytes. For the operator's own thread.</summary>
internal sealed class MeasuredCollective(ICollective inner) : ICollective
{
    public int Rank => inner.Rank;

    public int World => inner.World;

    /// <summary>The time spent in calls so far.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>The bytes that this rank gave so far; none in a world of one, where nothing travels.</summary>
    public long Bytes { get; private set; }

    public void Sum(Span<long> values)
    {
        long start = Stopwatch.GetTimestamp();
        inner.Sum(values);
        Count(start, values.Length, sizeof(long));
    }

    public void Sum(Span<float> values)
    {
        long start = Stopwatch.GetTimestamp();
        inner.Sum(values);
        Count(start, values.Length, sizeof(float));
    }

    public void Sum(Span<double> values)
    {
        long start = Stopwatch.GetTimestamp();
        inner.Sum(values);
        Count(start, values.Length, sizeof(double));
    }

    public void Max(Span<float> values)
    {
        long start = Stopwatch.GetTimestamp();
        inner.Max(values);
        Count(start, values.Length, sizeof(float));
    }

    public Range ReduceScatter(Span<float> values)
    {
        long start = Stopwatch.GetTimestamp();
        Range mine = inner.ReduceScatter(values);
        Count(start, values.Length, sizeof(float));
        return mine;
    }

    public void AllGather(Span<float> values, Range mine)
    {
        long start = Stopwatch.GetTimestamp();
        inner.AllGather(values, mine);
        int given = values[mine].Length;
        Count(start, given == values.Length ? 0 : given, sizeof(float));
    }

    public T[][] Gather<T>(ReadOnlySpan<T> mine)
        where T : unmanaged
    {
        long start = Stopwatch.GetTimestamp();
        T[][] all = inner.Gather(mine);
        Count(start, mine.Length, Unsafe.SizeOf<T>());
        return all;
    }

    public void Broadcast<T>(Span<T> values, int root)
        where T : unmanaged
    {
        long start = Stopwatch.GetTimestamp();
        inner.Broadcast(values, root);
        Count(start, Rank == root ? values.Length : 0, Unsafe.SizeOf<T>());
    }

    private void Count(long start, int length, int elementBytes)
    {
        Time += Stopwatch.GetElapsedTime(start);
        Bytes += World == 1 ? 0 : (long)length * elementBytes;
    }
}
