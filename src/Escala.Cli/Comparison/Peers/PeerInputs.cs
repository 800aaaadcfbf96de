using Escala.Engines;

namespace Escala.Cli.Comparison.Peers;

/// <summary>
/// What peers of an algorithm read: the data of a fit as files, and what else they need; and the judge of what they make of them. The
/// files go when it is disposed.
/// </summary>
internal abstract class PeerInputs : IAsyncDisposable
{
    /// <summary>Where all files are.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("escala-peers-").FullName;

    /// <summary>What writes and judges.</summary>
    protected LocalEngine Engine { get; } = new();

    /// <summary>Opens the data and writes the files.</summary>
    /// <param name="path">The file, folder or glob that the data are.</param>
    /// <param name="progress">Told about progress; null for nobody.</param>
    /// <param name="cancellationToken">Ends it; nothing is left then.</param>
    /// <exception cref="EscalaException">The data cannot be used.</exception>
    public abstract Task WriteAsync(string path, IProgress<JobProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Writes the request of one run, with a folder of its own for what it answers.</summary>
    /// <param name="threads">The threads that the peer may use.</param>
    public PeerTask Begin(int threads)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, Path.GetRandomFileName())).FullName;
        string file = Path.Combine(folder, "request.json");
        File.WriteAllBytes(file, Request(folder, threads));
        return new PeerTask(folder, file, threads);
    }

    /// <summary>Judges what a peer made of the rows, as Escala's own answers are judged.</summary>
    /// <param name="peer">The peer's name.</param>
    /// <param name="task">The run.</param>
    /// <param name="output">What the peer's process wrote to stdout.</param>
    /// <param name="progress">Told about progress; null for nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="System.Text.Json.JsonException">The output is no answer.</exception>
    /// <exception cref="EscalaException">The files do not fit the rows.</exception>
    public abstract Task<PeerResult> JudgeAsync(
        string peer, PeerTask task, string output, IProgress<JobProgress>? progress, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The request as JSON.</summary>
    /// <param name="folder">Where the peer's files go.</param>
    /// <param name="threads">The threads that it may use.</param>
    protected abstract byte[] Request(string folder, int threads);
}
