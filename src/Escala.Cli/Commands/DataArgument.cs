using System.CommandLine;

namespace Escala.Cli.Commands;

/// <summary>The argument DATA.</summary>
internal static class DataArgument
{
    /// <summary>Creates it.</summary>
    public static Argument<string> Create() => new("DATA")
    {
        Description = "A file, several by a glob in quotes ('part-*.csv'), or the sample flights; a file of that name here comes first. "
            + "Parquet, CSV, TSV, JSON, Arrow or NPY.",
    };
}
