using Escala.Cli.Options;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms;

/// <summary>What a fit is asked to do, whatever its algorithm.</summary>
internal abstract record FitRequest
{
    /// <summary>What trains.</summary>
    public abstract Algorithm Algorithm { get; }

    /// <summary>A file, a glob or a sample's name.</summary>
    public required string Data { get; init; }

    /// <summary>Where to run.</summary>
    public EngineChoice Engine { get; init; } = EngineChoice.Default;

    /// <summary>Which checkpoints it leaves, and from which it goes on.</summary>
    public CheckpointChoice Checkpoints { get; init; } = new();

    /// <summary>Where the model goes; null for nowhere.</summary>
    public string? Model { get; init; }

    /// <summary>How often it trains, each time from another start.</summary>
    public virtual int Restarts => 1;

    /// <summary>The same as a comparison asks for it.</summary>
    public virtual FitRequest ForComparison() => this;

    /// <summary>
    /// About how many rows train, of so many that were read; a query that filters leaves fewer. Null where the progress of training counts
    /// images, and not passes over all rows.
    /// </summary>
    public virtual long? UsedRows(long readRows) => null;

    /// <summary>Checks everything that can be checked without the data.</summary>
    /// <exception cref="InvalidOptionsException">Options are outside what they may be; all are named.</exception>
    /// <exception cref="EscalaException">A file that the options name cannot be used.</exception>
    public abstract void Validate();

    /// <summary>Opens the data, trains, and writes the model where one was asked for.</summary>
    /// <param name="path">The data, a sample's name resolved.</param>
    /// <param name="engine">Where to run.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public abstract Task<FitReport> RunAsync(
        string path, IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken);

    /// <summary>The arguments that make <c>escala</c> do this; defaults are left out.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        var arguments = new ArgumentList("fit", Algorithm.Name, Data);
        AddTo(arguments, Algorithm.Plain(Data));
        AddFitOnlyTo(arguments);
        Checkpoints.AddTo(arguments);
        Engine.AddTo(arguments);
        arguments.AddUnless(null, "--model", Model);
        return arguments.Items;
    }

    /// <summary>Adds the options of the training itself, whoever does it.</summary>
    /// <param name="arguments">Where to.</param>
    /// <param name="defaults">What holds for options that are left out; a fit of the same algorithm.</param>
    public abstract void AddTo(ArgumentList arguments, FitRequest defaults);

    /// <summary>Adds the options that <c>fit</c> alone has.</summary>
    /// <param name="arguments">Where to.</param>
    protected virtual void AddFitOnlyTo(ArgumentList arguments)
    {
    }
}
