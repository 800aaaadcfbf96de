using Escala.Numerics;

namespace Escala.Engines;

/// <summary>
/// One rank with all cores, in this process. One job at a time; another one meanwhile is an
/// <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class LocalEngine : IEngine
{
    /// <summary>The most threads that can be asked for.</summary>
    public const int MaxThreads = 1024;

    private readonly InProcessHost _host;

    /// <summary>Creates the engine.</summary>
    /// <param name="threads">
    /// The threads of the rank, from 1 to <see cref="MaxThreads"/>. Default null: one per processor that this process may use.
    /// More threads than processors are allowed, give the same answer, and are slower.
    /// </param>
    /// <param name="kernels">
    /// The instructions to use. Default null: what <see cref="KernelSets.EnvironmentVariable"/> says, else the quickest set of
    /// this CPU.
    /// </param>
    /// <exception cref="InvalidOptionsException">
    /// <paramref name="threads"/> is out of range, the CPU cannot run the kernels, or the variable is misspelt.
    /// </exception>
    /// <exception cref="EscalaException">The platform is not Linux x64 with glibc.</exception>
    public LocalEngine(int? threads = null, KernelSet? kernels = null)
    {
        Threads = threads ?? Math.Min(Environment.ProcessorCount, MaxThreads);
        if (Threads is < 1 or > MaxThreads)
        {
            throw new InvalidOptionsException(
                $"Threads of LocalEngine must be from 1 to {MaxThreads}, but was {Threads}. Leave it out to use every processor.");
        }

        _host = new InProcessHost(Name, Threads, kernels, _ => [new SoloCollective()]);
    }

    /// <inheritdoc/>
    public string Name => "local";

    /// <summary>The threads of the rank.</summary>
    public int Threads { get; }

    /// <inheritdoc/>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new() =>
        _host.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken);

    /// <summary>Cancels a running job, waits for its end, and removes the files that jobs handed over.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
