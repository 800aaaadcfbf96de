using Escala.Engines;

namespace Escala.Cluster;

/// <summary>
/// One rank per worker of a Dask cluster. A session: it connects (or starts a cluster of its own) at its first job, and is good for many.
/// One job at a time; another one meanwhile is an <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class DaskEngine : IEngine
{
    private readonly DaskOptions _options;

    /// <summary>Creates the engine; nothing is started yet.</summary>
    /// <param name="options">Which cluster, and how.</param>
    /// <exception cref="InvalidOptionsException">One or more options are out of range.</exception>
    public DaskEngine(DaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => "dask";

    /// <inheritdoc/>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new() =>
        throw new EscalaException($"The engine {Name} at {_options.Address} is not there yet.");

    /// <summary>Cancels a running job, waits for its end, removes the files that jobs handed over, and ends a cluster of our own.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
