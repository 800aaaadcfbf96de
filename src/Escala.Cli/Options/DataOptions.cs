using System.CommandLine;
using Escala.Data;

namespace Escala.Cli.Options;

/// <summary>The options about which columns and rows of the data are used, shared by <c>fit</c> and <c>compare</c>.</summary>
internal sealed class DataOptions
{
    private readonly Option<string[]?> _features = CliOption.List(
        "--features", "COLS", "The columns to train on, separated by commas. Without it: every column that has no other use.");

    private readonly Option<string?> _truth = CliOption.Text(
        "--truth", "COL", "The column with the true clusters, to judge by; it is not trained on. Without it: none.");

    private readonly Option<string?> _weights = CliOption.Text(
        "--weights", "COL", "The column with the rows' weights, numbers of at least 0. Without it: every row weighs 1.");

    private readonly Option<double?> _testFraction = CliOption.Number<double>(
        "--test-fraction", "F", "The share of the rows kept for testing, at least 0 and below 1.", 0);

    private readonly Option<long?> _sampleRows = CliOption.Number<long>(
        "--sample-rows", "N", "How many rows to use, chosen by the seed among all, at least 1. Without it: all.");

    /// <summary>The options that reading needs, whoever reads.</summary>
    public ReadOptions Read { get; } = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_features);
        Read.AddSqlTo(command);
        command.Add(_truth);
        command.Add(_weights);
        Read.AddMissingTo(command);
        command.Add(_testFraction);
        command.Add(_sampleRows);
        Read.AddBlockRowsTo(command);
    }

    /// <summary>Changes a baseline by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">What holds where nothing was given.</param>
    public DatasetOptions Bind(ParseResult parsed, DatasetOptions baseline)
    {
        DatasetOptions read = Read.Bind(parsed, baseline);
        return read with
        {
            Features = parsed.GetList(_features) ?? read.Features,
            Label = parsed.GetValue(_truth) ?? read.Label,
            Weights = parsed.GetValue(_weights) ?? read.Weights,
            TestFraction = parsed.IsGiven(_testFraction) ? parsed.GetValue(_testFraction)!.Value : read.TestFraction,
            SampleRows = parsed.GetValue(_sampleRows) ?? read.SampleRows,
        };
    }
}
