using System.CommandLine;
using Escala.Data;

namespace Escala.Cli.Options;

/// <summary>The options about reading that every command with data has.</summary>
internal sealed class ReadOptions
{
    /// <summary>In the order of <see cref="MissingValues"/>.</summary>
    private static readonly string[] s_missingWords = ["refuse", "drop", "keep"];

    /// <summary>Creates the options.</summary>
    /// <param name="missing">What may happen to missing values.</param>
    /// <param name="withoutMissing">What holds where nobody says it, for the help.</param>
    public ReadOptions(IReadOnlyList<MissingValues> missing, string withoutMissing)
    {
        string description = "What happens to missing values of features: "
            + $"{string.Join(", ", missing.Select(Meaning))}. Without it: {withoutMissing}.";
        Missing = CliOption.Word("--missing", description, [.. missing.Select(WordOf)]);
    }

    /// <summary>The word of <c>--missing</c> for what happens to missing values.</summary>
    public static string WordOf(MissingValues missing) => s_missingWords[(int)missing];

    /// <summary><c>--sql</c></summary>
    public Option<string?> Sql { get; } = CliOption.Text(
        "--sql",
        "QUERY",
        "A query over the table data, which is the file: \"select a, b/60.0 as hours from data where c > 0\". "
            + "Without it: the file as it is.");

    /// <summary><c>--missing</c></summary>
    public Option<string?> Missing { get; }

    /// <summary><c>--block-rows</c></summary>
    public Option<int?> BlockRows { get; } = CliOption.Number<int>(
        "--block-rows",
        "N",
        "The rows read at a time, a multiple of 64 from 64 to 16777216. The result does not depend on it.",
        new DatasetOptions().BlockRows);

    /// <summary>Changes a baseline by what was given. An empty query means none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">What holds where nothing was given.</param>
    public DatasetOptions Bind(ParseResult parsed, DatasetOptions baseline) => baseline with
    {
        Sql = parsed.IsGiven(Sql) ? NullIfEmpty(parsed.GetValue(Sql)) : baseline.Sql,
        Missing = parsed.GetValue(Missing) is { } word ? (MissingValues)Array.IndexOf(s_missingWords, word) : baseline.Missing,
        BlockRows = parsed.Given(BlockRows) ?? baseline.BlockRows,
    };

    private static string Meaning(MissingValues missing) => missing switch
    {
        MissingValues.Drop => "drop leaves the row out and counts it",
        MissingValues.Keep => "keep leaves them to the algorithm, which knows what to do with them",
        _ => "refuse ends with an error that names the first one",
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
