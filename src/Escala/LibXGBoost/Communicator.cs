namespace Escala.LibXGBoost;

/// <summary>
/// How this thread talks to the other ranks of a job, training with libxgboost included. The communicator belongs to the thread that
/// joined: on any other, libxgboost says that it is rank 0 of 1, and so does its training.
/// </summary>
internal sealed unsafe class Communicator
{
    private readonly List<string> _warnings = [];

    /// <summary>Meets the other ranks.</summary>
    /// <param name="config">A JSON object whose keys are XGBoost's own.</param>
    /// <exception cref="XGBoostException">They did not meet.</exception>
    public Communicator(string config)
    {
        try
        {
            NativeCalls.For(_warnings).Check(NativeMethods.XGCommunicatorInit(config));
        }
        catch (XGBoostException failure) when (_warnings.Count > 0)
        {
            // 1.7 gives the reason as a warning, and says of the call only that it failed.
            throw new XGBoostException($"{failure.Message} ({string.Join("; ", _warnings)})", failure);
        }

        Rank = NativeMethods.XGCommunicatorGetRank();
        World = NativeMethods.XGCommunicatorGetWorldSize();
    }

    /// <summary>The number of ranks that libxgboost sees from this thread; 1 on a thread that has not joined.</summary>
    public static int WorldOfThisThread
    {
        get
        {
            XGBoostLibrary.Require();
            return NativeMethods.XGCommunicatorGetWorldSize();
        }
    }

    /// <summary>The 0-based number of this rank.</summary>
    public int Rank { get; }

    /// <summary>The number of ranks.</summary>
    public int World { get; }

    /// <summary>Replaces each element by its combination over all ranks.</summary>
    /// <param name="values">As many on every rank.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="type">The type of the elements, by the number that this version of libxgboost has for it.</param>
    /// <param name="operation">The combination.</param>
    /// <exception cref="XGBoostException">It failed; further calls may wait for ever.</exception>
    public void AllReduce(void* values, int count, int type, ReduceOperation operation) =>
        NativeCalls.For(_warnings).Check(NativeMethods.XGCommunicatorAllreduce(values, (nuint)count, type, (int)operation));

    /// <summary>Gives every rank the bytes of one of them.</summary>
    /// <param name="bytes">As many on every rank.</param>
    /// <param name="count">The number of bytes.</param>
    /// <param name="root">The rank whose bytes count.</param>
    /// <exception cref="XGBoostException">It failed; further calls may wait for ever.</exception>
    public void Broadcast(void* bytes, long count, int root) =>
        NativeCalls.For(_warnings).Check(NativeMethods.XGCommunicatorBroadcast(bytes, (nuint)count, root));

    /// <summary>Says goodbye. Every rank does.</summary>
    /// <exception cref="XGBoostException">It failed.</exception>
    public void Leave() => NativeCalls.For(_warnings).Check(NativeMethods.XGCommunicatorFinalize());
}
