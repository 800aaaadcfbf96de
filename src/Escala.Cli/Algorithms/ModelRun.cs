using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms;

/// <summary>A model at work on data.</summary>
internal sealed class ModelRun : IDisposable
{
    private readonly DuckDbReader _reader = new();
    private Dataset? _data;

    /// <summary>The model.</summary>
    public required TrainedModel Model { get; init; }

    /// <summary>What was given as data.</summary>
    public required string Given { get; init; }

    /// <summary>The data, a sample's name resolved.</summary>
    public required string Path { get; init; }

    /// <summary>How rows are read; null where the model takes none.</summary>
    public required DatasetOptions? Rows { get; init; }

    /// <summary>Ends the opening of the rows.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>The rows, opened when they are first asked for, with the columns that the model needs.</summary>
    /// <exception cref="DatasetException">They cannot be read, or lack a column.</exception>
    public Dataset Data => _data ??= Model.Adapt(new DatasetReader(_reader).Open(
        Path, Rows ?? throw new InvalidOperationException($"A model of {Model.Algorithm.Name} takes no rows."), CancellationToken));

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

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
