namespace Escala.Benchmarks.Chaos;

/// <summary>A cluster of real processes of which parts are killed.</summary>
internal interface IChaosCluster : IAsyncDisposable
{
    /// <summary>What may be killed.</summary>
    IReadOnlyList<string> Victims { get; }

    /// <summary>How a command names the engine: the cluster as it is now, three ranks, short deadlines.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>How often the fit is begun anew, so that the fit takes about as long as the start.</summary>
    int Restarts { get; }

    /// <summary>The processes of jobs that are on the cluster's nodes.</summary>
    IReadOnlyList<int> Left { get; }

    /// <summary>Finds a part of a command's job.</summary>
    /// <param name="victim">One of <see cref="Victims"/>.</param>
    /// <param name="run">The command.</param>
    /// <returns>Its process; null where there is none at this moment.</returns>
    int? Find(string victim, FitCommandRun run);

    /// <summary>How long after a kill the command may take to its end.</summary>
    /// <param name="victim">One of <see cref="Victims"/>.</param>
    /// <param name="hasRanks">Whether ranks were running when it died.</param>
    TimeSpan PatienceAfter(string victim, bool hasRanks);

    /// <summary>Whether an error names what died.</summary>
    /// <param name="victim">One of <see cref="Victims"/>.</param>
    /// <param name="errors">What the command said.</param>
    bool IsNamed(string victim, string errors);

    /// <summary>Replaces what nothing else replaces, for the next job.</summary>
    /// <param name="victim">One of <see cref="Victims"/>.</param>
    /// <param name="fit">Starts a fit on the cluster as it is.</param>
    /// <returns>What was wrong meanwhile; null where nothing was.</returns>
    Task<string?> MendAsync(string victim, Func<FitCommandRun> fit);
}
