using Escala.Cluster.Collectives;
using Xunit;

namespace Escala.Cluster.Tests.Collectives;

/// <summary>Runs the same code as every rank of a world, each joined on a thread of its own.</summary>
internal static class JoinedRanks
{
    public const string Host = "127.0.0.1";
    public const string Nonce = "0123456789abcdef";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Runs the ranks and gives what each returned; throws what the first one threw that failed.</summary>
    public static T[] Run<T>(int world, Func<CommunicatorCollective, T> rank)
    {
        using ITracker tracker = CommunicatorTracker.Start(Host, world, Nonce, Deadline);
        Outcome<T>[] outcomes = RunEach(world, number =>
        {
            using CommunicatorCollective collective = Join(tracker, number, world);
            T result = rank(collective);
            collective.Leave();
            return result;
        });

        // A rank that failed ends the calls of the others as well.
        Exception[] faults = [.. outcomes.Select(outcome => outcome.Fault).OfType<Exception>()];
        Assert.True(faults.Length > 0 || tracker.WaitForFarewells(Deadline));
        return faults.Length == 0
            ? [.. outcomes.Select(outcome => outcome.Result!)]
            : throw faults.FirstOrDefault(fault => fault is not CollectiveException, faults[0]);
    }

    /// <summary>Joins as one rank, on the calling thread.</summary>
    public static CommunicatorCollective Join(ITracker tracker, int rank, int world, string nonce = Nonce) =>
        CommunicatorCollective.Join(new TrackerAddress(tracker.Host, tracker.Port), rank, world, nonce, Deadline, TimeSpan.FromSeconds(30));

    /// <summary>Runs some code once per rank, each on a thread of its own, and waits until all have ended.</summary>
    public static Outcome<T>[] RunEach<T>(int world, Func<int, T> body)
    {
        var outcomes = new Outcome<T>[world];
        Thread[] threads = [.. Enumerable.Range(0, world).Select(rank => new Thread(() =>
        {
            try
            {
                outcomes[rank] = new Outcome<T>(body(rank), null);
            }
            catch (Exception fault)
            {
                outcomes[rank] = new Outcome<T>(default, fault);
            }
        }) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        foreach (Thread thread in threads)
        {
            if (!thread.Join(Deadline * 2))
            {
                throw new TimeoutException($"A rank did not end. So far: {string.Join("; ", outcomes.Select(outcome => outcome?.ToString() ?? "-"))}");
            }
        }

        return outcomes;
    }

    /// <summary>What a rank returned, or what it threw.</summary>
    public sealed record Outcome<T>(T? Result, Exception? Fault);
}
