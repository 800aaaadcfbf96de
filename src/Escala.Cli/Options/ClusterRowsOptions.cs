using System.CommandLine;
using System.CommandLine.Parsing;

namespace Escala.Cli.Options;

/// <summary>The options that name rows of a cluster in the place of DATA.</summary>
internal sealed class ClusterRowsOptions
{
    private readonly Option<string?> _query = CliOption.Text(
        "--spark-sql", "QUERY", "In the place of DATA: the rows of a query, which Spark's executors hand to the ranks. With a spark engine only.");

    private readonly Option<string?> _dataset = CliOption.Text(
        "--dask-dataset", "NAME", "In the place of DATA: a DataFrame or array that is published on the cluster. With dask://HOST:PORT or tls://HOST:PORT only.");

    private readonly Option<string?> _rowId = CliOption.Text(
        "--row-id", "COL", "The column by which these rows are put in order; no two rows may have the same value, and it is not trained on. Without it "
        + "the order of rows, and what depends on it, is not reproducible.");

    /// <summary>The options as the help shows them.</summary>
    public OptionGroup Group => new("Rows of a cluster", _query, _dataset, _rowId);

    /// <summary>Requires data from one place.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="data">The argument DATA.</param>
    public void RequireOneSource(CommandResult result, Argument<string> data)
    {
        string[] given = [.. Sources.Where(option => result.GetResult(option) is not null).Select(option => option.Name)];
        bool hasFile = result.GetResult(data) is { Tokens.Count: > 0 };
        if (given.Length + (hasFile ? 1 : 0) != 1)
        {
            string[] found = [.. hasFile ? ["DATA"] : Array.Empty<string>(), .. given];
            result.AddError(
                $"The data must be given once, as {CliOption.Either(["DATA", .. Sources.Select(option => option.Name)])}, but "
                + $"{(found.Length == 0 ? "none of them was" : $"{string.Join(" and ", found)} were")} given.");
        }

        if (result.GetResult(_rowId) is not null && given.Length == 0)
        {
            result.AddError($"{_rowId.Name} must be left out with a file, whose rows have an order. Leave it out.");
        }
    }

    /// <summary>What was chosen; null where the data are files.</summary>
    /// <param name="parsed">The command line.</param>
    public ClusterRowsChoice? Bind(ParseResult parsed)
    {
        string? rowId = parsed.GetValue(_rowId);
        return parsed.GetValue(_query) is { } query ? new ClusterRowsChoice(_query.Name, query, EngineChoice.Spark, rowId)
            : parsed.GetValue(_dataset) is { } dataset ? new ClusterRowsChoice(_dataset.Name, dataset, EngineChoice.Dask, rowId)
            : null;
    }

    private IReadOnlyList<Option<string?>> Sources => [_query, _dataset];
}
