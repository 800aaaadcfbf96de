using System.CommandLine;
using Escala.Data;
using Escala.Vision.Images;

namespace Escala.Cli.Options;

/// <summary>The options about which columns and rows of the data are used, shared by <c>fit</c> and <c>compare</c>.</summary>
internal sealed class DataOptions
{
    private readonly Option<string[]?> _features = CliOption.List(
        "--features", "COLS", "The columns to train on, separated by commas. Without it: every column that has no other use.");

    private readonly Option<string?> _weights = CliOption.Text(
        "--weights", "COL", "The column with the rows' weights, numbers of at least 0. Without it: every row weighs 1.");

    private readonly Option<double?> _testFraction = CliOption.Number<double>(
        "--test-fraction", "F", "The share of the rows, or images, kept for testing, at least 0 and below 1.", 0);

    private readonly Option<long?> _sampleRows = CliOption.Number<long>(
        "--sample-rows", "N", "How many rows, or images, to use, chosen by the seed among all, at least 1. Without it: all.");

    private readonly Option<ulong?> _seed = CliOption.Number<ulong>(
        "--seed",
        "N",
        "The seed of every random choice, at least 0. The same seed gives the same bits.",
        new DatasetOptions().Seed);

    private readonly ReadOptions _read;

    /// <summary>Creates the options.</summary>
    /// <param name="missing">What may happen to missing values.</param>
    /// <param name="withoutMissing">What holds where nobody says it, for the help.</param>
    public DataOptions(IReadOnlyList<MissingValues> missing, string withoutMissing) => _read = new ReadOptions(missing, withoutMissing);

    /// <summary>The options as the help shows them.</summary>
    public OptionGroup Group => new(
        "Data", _features, _read.Sql, _weights, _read.Missing, _testFraction, _sampleRows, _read.BlockRows, _seed);

    /// <summary>The options that suit images too.</summary>
    public IReadOnlyList<Option> OfSample => [_testFraction, _sampleRows, _seed];

    /// <summary>The options that name columns, which no two algorithms share.</summary>
    public IReadOnlyList<Option> OfColumns => [_features, _read.Sql, _weights];

    /// <summary>The options that only rows of a table have.</summary>
    public IReadOnlyList<Option> OfTables => [.. OfColumns, _read.Missing, _read.BlockRows];

    /// <summary><c>--missing</c></summary>
    public Option<string?> Missing => _read.Missing;

    /// <summary>Changes a baseline by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">What holds where nothing was given.</param>
    public DatasetOptions Bind(ParseResult parsed, DatasetOptions baseline)
    {
        DatasetOptions read = _read.Bind(parsed, baseline);
        return read with
        {
            Features = parsed.GetList(_features) ?? read.Features,
            Weights = parsed.GetValue(_weights) ?? read.Weights,
            TestFraction = parsed.Given(_testFraction) ?? read.TestFraction,
            SampleRows = parsed.GetValue(_sampleRows) ?? read.SampleRows,
            Seed = parsed.Given(_seed) ?? read.Seed,
        };
    }

    /// <summary>Changes which images are used by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">What holds where nothing was given.</param>
    public ImageSetOptions Bind(ParseResult parsed, ImageSetOptions baseline) => baseline with
    {
        TestFraction = parsed.Given(_testFraction) ?? baseline.TestFraction,
        SampleImages = parsed.GetValue(_sampleRows) is { } images ? (int)Math.Clamp(images, int.MinValue, int.MaxValue) : baseline.SampleImages,
        Seed = parsed.Given(_seed) ?? baseline.Seed,
    };
}
