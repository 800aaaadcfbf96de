using Escala.Cli.Algorithms;
using Escala.Engines;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What the runs of peers in one comparison share. Rows are written when the first peer runs, and removed in the end.</summary>
/// <param name="request">The fit.</param>
/// <param name="path">The file or glob that its data are.</param>
internal sealed class PeerSession(FitRequest request, string path) : IAsyncDisposable
{
    private PeerInputs? _inputs;

    /// <summary>The fit.</summary>
    public FitRequest Request => request;

    /// <summary>The rows and what else peers read.</summary>
    /// <inheritdoc cref="PeerInputs.WriteAsync"/>
    public async Task<PeerInputs> InputsAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        if (_inputs is null)
        {
            PeerInputs inputs = request.Algorithm.Comparison.CreatePeerInputs(request);
            try
            {
                await inputs.WriteAsync(path, progress, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await inputs.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            _inputs = inputs;
        }

        return _inputs;
    }

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
