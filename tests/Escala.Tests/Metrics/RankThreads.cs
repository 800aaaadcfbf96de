using System.Runtime.InteropServices;
using Escala.Engines;

namespace Escala.Tests.Metrics;

/// <summary>Runs the same code as every rank of a world, each on a thread of its own, with a collective between them.</summary>
internal static class RankThreads
{
    public static T[] Run<T>(int world, Func<ICollective, T> rank)
    {
        using var barrier = new Barrier(world);
        var slots = new Array[world];
        var results = new T[world];
        var faults = new Exception?[world];
        Thread[] threads =
        [
            .. Enumerable.Range(0, world).Select(number => new Thread(() =>
            {
                try
                {
                    results[number] = rank(new Member(number, slots, barrier));
                }
                catch (Exception fault)
                {
                    faults[number] = fault;
                    barrier.RemoveParticipant();
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return faults.FirstOrDefault(fault => fault is not null) is { } first ? throw first : results;
    }

    private sealed class Member(int rank, Array[] slots, Barrier barrier) : ICollective
    {
        public int Rank => rank;

        public int World => slots.Length;

        public void Sum(Span<long> values)
        {
            long[][] all = Gather<long>(values);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = all.Sum(part => part[i]);
            }
        }

        public void Max(Span<float> values)
        {
            float[][] all = Gather<float>(values);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = all.Max(part => part[i]);
            }
        }

        public T[][] Gather<T>(ReadOnlySpan<T> mine)
            where T : unmanaged
        {
            // Through bytes, as a real collective sends them.
            slots[rank] = MemoryMarshal.AsBytes(mine).ToArray();
            barrier.SignalAndWait();
            T[][] all = [.. slots.Select(slot => MemoryMarshal.Cast<byte, T>((byte[])slot).ToArray())];
            barrier.SignalAndWait();
            return all;
        }
    }
}
