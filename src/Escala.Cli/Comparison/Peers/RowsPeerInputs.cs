using Escala.Cli.Algorithms;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>What peers of an algorithm read that trains on rows of a table.</summary>
/// <param name="request">The fit.</param>
internal abstract class RowsPeerInputs(RowsFitRequest request) : PeerInputs
{
    private readonly DuckDbReader _reader = new();

    /// <summary>The rows.</summary>
    protected Dataset Data { get; private set; } = null!;

    /// <summary>The rows as reported.</summary>
    protected DataReport Source => DataReport.Of(request.Data, Data.Plan, request.Rows.Sql, world: 1);

    /// <summary>The names of the features.</summary>
    protected IReadOnlyList<string> Features => [.. Data.Plan.Features.Select(feature => feature.Name)];

    /// <inheritdoc/>
    public override async Task WriteAsync(string path, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        Data = Prepare(new DatasetReader(_reader).Open(path, request.Rows, cancellationToken), cancellationToken);
        await WriteFilesAsync(progress, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        _reader.Dispose();
    }

    /// <summary>The rows as the algorithm trains on them.</summary>
    protected virtual Dataset Prepare(Dataset data, CancellationToken cancellationToken) => data;

    /// <summary>Writes what every run reads.</summary>
    protected abstract Task WriteFilesAsync(IProgress<JobProgress>? progress, CancellationToken cancellationToken);
}
