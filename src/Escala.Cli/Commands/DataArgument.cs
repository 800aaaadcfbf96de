using System.CommandLine;

namespace Escala.Cli.Commands;

/// <summary>The argument DATA.</summary>
internal static class DataArgument
{
    /// <summary>What rows of a table come from.</summary>
    public const string Rows =
        "A file, several by a glob in quotes ('part-*.csv'), or the sample flights; a file of that name here comes first. "
        + "Parquet, CSV, TSV, JSON, Arrow or NPY.";

    /// <summary>Creates it.</summary>
    /// <param name="description">What it may be.</param>
    public static Argument<string> Create(string description) => new("DATA") { Description = description };
}
