using Escala.Engines;
using Escala.Numerics;

namespace Escala.Testing;

/// <summary>
/// A world of several ranks in one process, each on a thread of its own with its own pieces: what a cluster does, without the
/// cluster. It is an engine, and it gives every rank's result, so that tests can prove that an answer does not depend on the
/// world and that all ranks have the same one.
/// </summary>
public sealed class ThreadGang : IEngine
{
    /// <summary>How long a rank waits for the others before the job fails, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    private readonly InProcessHost _host;

    /// <summary>Creates the gang.</summary>
    /// <param name="world">The number of ranks, at least 1.</param>
    /// <param name="threads">The threads of each rank, at least 1.</param>
    /// <param name="kernels">The kernels; null for what the environment says.</param>
    /// <param name="deadline">How long a rank waits in a collective for the others; null for <see cref="DefaultDeadline"/>.</param>
    public ThreadGang(int world, int threads = 1, KernelSet? kernels = null, TimeSpan? deadline = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(world, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        World = world;
        _host = new InProcessHost(
            Name, threads, kernels, cancellation => GangMember.Assemble(world, deadline ?? DefaultDeadline, cancellation));
    }

    /// <inheritdoc/>
    public string Name => "threads";

    /// <summary>The number of ranks.</summary>
    public int World { get; }

    /// <inheritdoc/>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new() =>
        _host.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken);

    /// <summary>Runs an operator and gives every rank's result.</summary>
    /// <param name="job">Options and data.</param>
    /// <param name="progress">Told about phases and progress, from the ranks' threads; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the job.</param>
    /// <returns>The results, by rank.</returns>
    public async Task<IReadOnlyList<TResult>> RunRanksAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new() =>
        (await _host.RunRanksAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken)).Results;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
