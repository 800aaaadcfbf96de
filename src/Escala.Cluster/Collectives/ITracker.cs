namespace Escala.Cluster.Collectives;

/// <summary>Where the ranks of a job meet: it tells each its number and its neighbours. Disposing it ends it.</summary>
internal interface ITracker : IDisposable
{
    /// <summary>The address it listens at, and at no other.</summary>
    string Host { get; }

    /// <summary>The port.</summary>
    int Port { get; }

    /// <summary>Why the ranks could not meet; null where they have met, still may, or libxgboost keeps the reason to itself.</summary>
    string? Failure { get; }

    /// <summary>Waits until every rank has taken leave, for which they need the tracker.</summary>
    /// <param name="patience">How long at most.</param>
    /// <returns>Whether all have.</returns>
    bool WaitForFarewells(TimeSpan patience);
}
