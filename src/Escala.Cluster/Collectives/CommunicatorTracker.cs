namespace Escala.Cluster.Collectives;

/// <summary>Starts the tracker that goes with the loaded libxgboost.</summary>
internal static class CommunicatorTracker
{
    /// <summary>Starts a tracker, which listens when this returns and works on threads of its own.</summary>
    /// <param name="host">The address to listen at: that of the interface which the other ranks reach.</param>
    /// <param name="world">The number of ranks.</param>
    /// <param name="nonce">The job's secret, which every rank shows. See <see cref="RankTicket"/>.</param>
    /// <param name="deadline">How long the ranks have to meet; whoever has come by then is sent away.</param>
    /// <exception cref="EscalaException">There is no libxgboost, or the address cannot be listened at.</exception>
    public static ITracker Start(string host, int world, string nonce, TimeSpan deadline)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(world, 1);
        ArgumentException.ThrowIfNullOrEmpty(nonce);
        return CommunicatorDialect.OfThisLibrary().StartTracker(host, world, nonce, deadline);
    }
}
