using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms;

/// <summary>A model at work on data.</summary>
internal sealed record ModelRun
{
    /// <summary>The model.</summary>
    public required TrainedModel Model { get; init; }

    /// <summary>What was given as data.</summary>
    public required string Given { get; init; }

    /// <summary>The data.</summary>
    public required Dataset Data { get; init; }

    /// <summary>Where to run.</summary>
    public required IEngine Engine { get; init; }

    /// <summary>Told how far it has come; null for nobody.</summary>
    public IProgress<JobProgress>? Progress { get; init; }

    /// <summary>The data as reported.</summary>
    public DataReport Source => DataReport.Of(Given, Data.Plan, Data.Plan.Query, world: 1);

    /// <summary>Runs an operator with the model's file.</summary>
    /// <typeparam name="TOperator">The operator.</typeparam>
    /// <typeparam name="TOptions">Its options.</typeparam>
    /// <typeparam name="TResult">Its result.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="modelFile">The name under which it looks for the model.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        TOptions options, string modelFile, CancellationToken cancellationToken)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        var job = new Job<TOptions>(options, Data) { Files = new Dictionary<string, string> { [modelFile] = Model.Path } };
        return Engine.RunAsync<TOperator, TOptions, TResult>(job, Progress, cancellationToken);
    }
}
