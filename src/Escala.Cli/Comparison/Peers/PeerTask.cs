namespace Escala.Cli.Comparison.Peers;

/// <summary>One run of a peer, ready to start.</summary>
/// <param name="Folder">Where its files go.</param>
/// <param name="RequestFile">What it is asked to do.</param>
/// <param name="Threads">The threads that it may use.</param>
internal sealed record PeerTask(string Folder, string RequestFile, int Threads)
{
    /// <summary>A file in its folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);
}
