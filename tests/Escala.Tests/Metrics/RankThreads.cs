using Escala.Engines;
using Escala.Testing;

namespace Escala.Tests.Metrics;

/// <summary>Runs the same code as every rank of a world, each on a thread of its own, with a collective between them.</summary>
internal static class RankThreads
{
    public static T[] Run<T>(int world, Func<ICollective, T> rank)
    {
        using var failed = new CancellationTokenSource();
        var members = GangMember.Assemble(world, ThreadGang.DefaultDeadline, failed.Token);
        var results = new T[world];
        Exception? fault = null;
        Thread[] threads =
        [
            .. members.Select(member => new Thread(() =>
            {
                try
                {
                    results[member.Rank] = rank(member);
                }
                catch (Exception thrown)
                {
                    // The first fault is the cause; those of the ranks that wait for this one follow from it.
                    Interlocked.CompareExchange(ref fault, thrown, null);
                    failed.Cancel();
                }
            })),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return fault is null ? results : throw fault;
    }
}
