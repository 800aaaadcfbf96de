using Escala.Cli.Algorithms.KMeans;
using Escala.Engines;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What the runs of peers in one comparison share. Rows are written when the first peer runs, and removed in the end.</summary>
/// <param name="request">The fit.</param>
/// <param name="path">The file or glob that its data are.</param>
internal sealed class PeerSession(KMeansFitRequest request, string path) : IAsyncDisposable
{
    private PeerInputs? _inputs;

    /// <summary>The fit.</summary>
    public KMeansFitRequest Request => request;

    /// <summary>The rows and first centroids.</summary>
    /// <inheritdoc cref="PeerInputs.WriteAsync"/>
    public async Task<PeerInputs> InputsAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        _inputs ??= await PeerInputs.WriteAsync(request, path, progress, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_inputs is not null)
        {
            await _inputs.DisposeAsync().ConfigureAwait(false);
            _inputs = null;
        }
    }
}
