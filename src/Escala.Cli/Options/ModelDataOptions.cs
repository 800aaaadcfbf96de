using System.CommandLine;
using Escala.Clustering;
using Escala.Data;

namespace Escala.Cli.Options;

/// <summary>The options about data that a trained model is applied to. Its columns are found by name, whatever their order.</summary>
internal sealed class ModelDataOptions
{
    private readonly ReadOptions _read = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _read.AddSqlTo(
            command, "A query over the table data, which is the file, in place of the one that the model was trained with; '' for none.");
        _read.AddMissingTo(command);
        _read.AddBlockRowsTo(command);
    }

    /// <summary>How to read the data for a model.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">The model.</param>
    public DatasetOptions Bind(ParseResult parsed, KMeansModel model) => _read.Bind(parsed, new DatasetOptions
    {
        Features = [.. model.Features.Select(feature => feature.Name)],
        Sql = model.Sql,
    });
}
