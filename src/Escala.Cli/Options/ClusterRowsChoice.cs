using Escala.Cluster;
using Escala.Data;
using Escala.Engines;

namespace Escala.Cli.Options;

/// <summary>Rows that a cluster holds, in the place of files.</summary>
/// <param name="Option">The option that names them.</param>
/// <param name="Source">A query, or the name of a dataset.</param>
/// <param name="Engine">The engine that has them.</param>
/// <param name="RowId">The column that orders them; null for none.</param>
internal sealed record ClusterRowsChoice(string Option, string Source, string Engine, string? RowId)
{
    /// <summary>Checks that the engine has them.</summary>
    /// <param name="engine">The engine.</param>
    /// <exception cref="InvalidOptionsException">It has not.</exception>
    public void Validate(EngineChoice engine)
    {
        if (engine.Name != Engine)
        {
            throw new InvalidOptionsException(
                $"{Option} must be left out with the {engine.Name} engine, but was '{Source}'. Use --engine {Engine}, or name a file.");
        }

        if (Engine == EngineChoice.Dask && engine.Address is null)
        {
            throw new InvalidOptionsException(
                $"{Option} must be given with the cluster where it is published, but --engine was {Engine}, which starts one. "
                + "Use --engine dask://HOST:PORT.");
        }
    }

    /// <summary>Opens them.</summary>
    /// <param name="engine">The engine that was created for the choice.</param>
    /// <param name="options">Which columns and rows are used.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<Dataset> OpenAsync(IEngine engine, DatasetOptions options, CancellationToken cancellationToken) => engine is DaskEngine dask
        ? dask.OpenRowsAsync(Source, RowId, options, cancellationToken)
        : ((SparkEngine)engine).OpenRowsAsync(Source, RowId, options, cancellationToken);
}
