using Escala.Cli.Options;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms;

/// <summary>What a fit of an algorithm is asked to do that trains on rows of a table.</summary>
internal abstract record RowsFitRequest : FitRequest
{
    /// <summary>Which columns and rows of the data are used. The seed of every random choice is here.</summary>
    public DatasetOptions Rows { get; init; } = new();

    /// <summary>The rows of a cluster that take the place of files; null for files.</summary>
    public ClusterRowsChoice? Held { get; init; }

    /// <inheritdoc/>
    public override long? UsedRows(long readRows) =>
        (long)(Math.Min(Rows.SampleRows ?? long.MaxValue, readRows) * (1 - Rows.TestFraction));

    /// <inheritdoc/>
    public override async Task<FitReport> RunAsync(
        string path, IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        using var reader = new DuckDbReader();
        Dataset data = new DatasetReader(reader).Open(path, Rows, cancellationToken);
        return await TrainAsync(data, engine, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the rows of the cluster, trains, and writes the model where one was asked for.</summary>
    /// <param name="engine">Where to run.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<FitReport> RunOnHeldRowsAsync(IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        Dataset data = await Held!.OpenAsync(engine, Rows, cancellationToken).ConfigureAwait(false);
        return await TrainAsync(data, engine, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks the rows of a cluster.</summary>
    /// <exception cref="InvalidOptionsException">The engine does not have them.</exception>
    protected void ValidateHeld() => Held?.Validate(Engine);

    /// <summary>Which data the result comes from.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="world">The ranks that read it.</param>
    protected DataReport Source(DataPlan plan, int world) => DataReport.Of(Data, plan, Rows.Sql, world) with
    {
        RowOrder = Held is { RowId: null } ? DataReport.NotReproducible : null,
    };

    /// <summary>Trains, and writes the model where one was asked for.</summary>
    /// <param name="data">The data.</param>
    /// <param name="engine">Where to run.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    protected abstract Task<FitReport> TrainAsync(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Adds the options about the data that every algorithm has.</summary>
    /// <param name="arguments">Where to.</param>
    /// <param name="defaults">What holds for options that are left out.</param>
    protected void AddDataTo(ArgumentList arguments, DatasetOptions defaults)
    {
        arguments.AddUnless(null, "--features", Rows.Features is null ? null : string.Join(',', Rows.Features));
        arguments.AddUnless(defaults.Sql, "--sql", Rows.Sql);
        arguments.AddUnless(null, "--weights", Rows.Weights);
        arguments.AddUnless(defaults.Missing, "--missing", Rows.Missing, ReadOptions.WordOf(Rows.Missing));
        arguments.AddUnless(defaults.TestFraction, "--test-fraction", Rows.TestFraction);
        arguments.AddUnless(defaults.SampleRows, "--sample-rows", Rows.SampleRows);
        arguments.AddUnless(defaults.BlockRows, "--block-rows", Rows.BlockRows);
        arguments.Add("--seed", Rows.Seed);
    }
}
