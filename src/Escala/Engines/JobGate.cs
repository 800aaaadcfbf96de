namespace Escala.Engines;

/// <summary>Lets one job of an engine run at a time, and none after the engine was disposed.</summary>
/// <param name="engine">The engine's name, for messages.</param>
internal sealed class JobGate(string engine) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposing = new();
    private TaskCompletionSource? _running;

    /// <summary>Runs a job.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="job">The job; its token is cancelled with the caller's and when the engine is disposed.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="InvalidOperationException">A job runs already.</exception>
    /// <exception cref="ObjectDisposedException">The engine was disposed.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationTokenSource, Task<T>> job, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource running = Enter();
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
            return await job(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"The job on the {engine} engine was cancelled.", cancellationToken);
        }
        finally
        {
            Leave(running);
        }
    }

    /// <summary>Cancels the running job, if any, waits for its end, and lets none run any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (_gate)
        {
            running = _running?.Task ?? Task.CompletedTask;
        }

        await _disposing.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private TaskCompletionSource Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposing.IsCancellationRequested, this);
            if (_running is not null)
            {
                throw new InvalidOperationException(
                    $"The {engine} engine runs one job at a time, and one is running. Await its end, or use another engine.");
            }

            return _running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Leave(TaskCompletionSource running)
    {
        lock (_gate)
        {
            _running = null;
        }

        running.SetResult();
    }
}
