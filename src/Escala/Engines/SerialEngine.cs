using Escala.Numerics;

namespace Escala.Engines;

/// <summary>
/// One rank with one core, in this process: the measure of what other engines gain. Reading threads of a data library and the
/// garbage collector's are not the operator's; a process that is to use no more than one core pins itself with
/// <see cref="Measurement.ProcessorPinning"/>. One job at a time; another one meanwhile is an
/// <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class SerialEngine : IEngine
{
    private readonly InProcessHost _host;

    /// <summary>Creates the engine.</summary>
    /// <param name="kernels">
    /// The instructions to use. Default null: what <see cref="KernelSets.EnvironmentVariable"/> says, else the quickest set of
    /// this CPU.
    /// </param>
    /// <exception cref="InvalidOptionsException">The CPU cannot run the kernels, or the variable is misspelt.</exception>
    /// <exception cref="EscalaException">The platform is not Linux x64 with glibc.</exception>
    public SerialEngine(KernelSet? kernels = null)
    {
        _host = new InProcessHost(Name, threads: 1, kernels, _ => [new SoloCollective()]);
    }

    /// <inheritdoc/>
    public string Name => "serial";

    /// <inheritdoc/>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TOperator : IOperator<TOptions, TResult>, new() =>
        _host.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken);

    /// <summary>Cancels a running job, waits for its end, and removes the files that jobs handed over.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
