using System.CommandLine;
using Escala.Data;

namespace Escala.Cli.Options;

/// <summary>The options about data that a trained model is applied to. Its columns are found by name, whatever their order.</summary>
internal sealed class ModelDataOptions
{
    private readonly ReadOptions _read =
        new([MissingValues.Refuse, MissingValues.Drop, MissingValues.Keep], "keep for models of xgboost, else refuse");

    /// <summary>Creates the options.</summary>
    public ModelDataOptions() => _read.Sql.Description =
        "A query over the table data, which is the file, in place of the one that the model was trained with; '' for none.";

    /// <summary>The options as the help shows them.</summary>
    public OptionGroup Group => new("Data", _read.Sql, _read.Missing, _read.BlockRows);

    /// <summary>Changes how data are read for a model by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="rows">How they are read where nothing was given.</param>
    public DatasetOptions Bind(ParseResult parsed, DatasetOptions rows) => _read.Bind(parsed, rows);
}
