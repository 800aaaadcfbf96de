using System.CommandLine;
using Escala.Data;

namespace Escala.Cli.Options;

/// <summary>The options about reading that every command with data has.</summary>
internal sealed class ReadOptions
{
    private readonly Option<string?> _sql = CliOption.Text(
        "--sql",
        "QUERY",
        "A query over the table data, which is the file: \"select a, b/60.0 as hours from data where c > 0\". "
            + "Without it: the file as it is.");

    private readonly Option<string> _missing = CliOption.Choice(
        "--missing",
        "What happens to rows with a missing value: refuse ends with an error that names the first one, drop leaves "
            + "them out and counts them.",
        MissingWords);

    private readonly Option<int?> _blockRows = CliOption.Number<int>(
        "--block-rows",
        "N",
        "The rows read at a time, a multiple of 64 from 64 to 16777216. The result does not depend on it.",
        new DatasetOptions().BlockRows);

    /// <summary>The words of <c>--missing</c>, in the order of <see cref="MissingValues"/>. K-means cannot keep missing values.</summary>
    public static string[] MissingWords { get; } = ["refuse", "drop"];

    /// <summary>Adds <c>--sql</c>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="description">What to say of it in place of the usual.</param>
    public void AddSqlTo(Command command, string? description = null)
    {
        _sql.Description = description ?? _sql.Description;
        command.Add(_sql);
    }

    /// <summary>Adds <c>--missing</c>.</summary>
    public void AddMissingTo(Command command) => command.Add(_missing);

    /// <summary>Adds <c>--block-rows</c>.</summary>
    public void AddBlockRowsTo(Command command) => command.Add(_blockRows);

    /// <summary>Changes a baseline by what was given. An empty query means none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">What holds where nothing was given.</param>
    public DatasetOptions Bind(ParseResult parsed, DatasetOptions baseline) => baseline with
    {
        Sql = parsed.IsGiven(_sql) ? NullIfEmpty(parsed.GetValue(_sql)) : baseline.Sql,
        Missing = parsed.IsGiven(_missing)
            ? (MissingValues)Array.IndexOf(MissingWords, parsed.GetRequiredValue(_missing))
            : baseline.Missing,
        BlockRows = parsed.IsGiven(_blockRows) ? parsed.GetValue(_blockRows)!.Value : baseline.BlockRows,
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
