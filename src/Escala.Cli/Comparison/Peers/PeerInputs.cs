using Escala.Cli.Algorithms;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;

namespace Escala.Cli.Comparison.Peers;

/// <summary>
/// What peers of an algorithm read: the rows of a fit as files, and what else they need; and the judge of what they make of them. The
/// files go when it is disposed.
/// </summary>
/// <param name="request">The fit.</param>
internal abstract class PeerInputs(FitRequest request) : IAsyncDisposable
{
    private readonly DuckDbReader _reader = new();

    /// <summary>The data.</summary>
    public Dataset Data { get; private set; } = null!;

    /// <summary>Where all files are.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("escala-peers-").FullName;

    /// <summary>What writes and judges.</summary>
    protected LocalEngine Engine { get; } = new();

    /// <summary>Opens the data and writes the files.</summary>
    /// <param name="path">The file or glob that the data are.</param>
    /// <param name="progress">Told about progress; null for nobody.</param>
    /// <param name="cancellationToken">Ends it; nothing is left then.</param>
    /// <exception cref="EscalaException">The data cannot be used.</exception>
    public async Task WriteAsync(string path, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        Data = Prepare(new DatasetReader(_reader).Open(path, request.Rows, cancellationToken), cancellationToken);
        await WriteFilesAsync(progress, cancellationToken).ConfigureAwait(false);
    }

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
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync().ConfigureAwait(false);
        _reader.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The data as the algorithm trains on them.</summary>
    protected virtual Dataset Prepare(Dataset data, CancellationToken cancellationToken) => data;

    /// <summary>Writes what every run reads.</summary>
    protected abstract Task WriteFilesAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken);

    /// <summary>The request as JSON.</summary>
    /// <param name="folder">Where the peer's files go.</param>
    /// <param name="threads">The threads that it may use.</param>
    protected abstract byte[] Request(string folder, int threads);
}
