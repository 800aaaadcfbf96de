namespace Escala.Engines;

/// <summary>
/// Data that operators open by themselves, where the driver sees them. Ranks that do not see them there are sent them as files of the job.
/// </summary>
internal interface IPackable
{
    /// <summary>Whether ranks on a cluster are sent them in any case, because they take work to open that is done once.</summary>
    bool IsAlwaysPacked { get; }

    /// <summary>Writes the files.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Their paths, by the names that the operator asks for.</returns>
    IReadOnlyDictionary<string, string> Pack(string folder, CancellationToken cancellationToken);
}
