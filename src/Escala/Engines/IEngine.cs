namespace Escala.Engines;

/// <summary>Where ranks run. A session: started once, good for many jobs, one at a time.</summary>
public interface IEngine : IAsyncDisposable
{
    /// <summary>The name in results and on the command line.</summary>
    string Name { get; }

    /// <summary>Runs an operator over the data and waits for its end.</summary>
    /// <typeparam name="TOperator">The operator.</typeparam>
    /// <typeparam name="TOptions">Its options.</typeparam>
    /// <typeparam name="TResult">Its result.</typeparam>
    /// <param name="job">Options and data.</param>
    /// <param name="progress">Told about phases and progress, from any thread; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the job; the ranks have ended when the task ends.</param>
    /// <exception cref="EscalaException">The job failed; the message says where and why.</exception>
    Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new();
}
