using Escala.Data;

namespace Escala.Cli.Reports;

/// <summary>Which data a result comes from.</summary>
internal sealed record DataReport
{
    /// <summary>What was given: a file, a glob or a sample's name.</summary>
    public required string Given { get; init; }

    /// <summary>The files, or the one file that holds the result of a query that had to be run as a whole.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Their format.</summary>
    public required string Format { get; init; }

    /// <summary>Their size.</summary>
    public required long Bytes { get; init; }

    /// <summary>The query, or null.</summary>
    public string? Sql { get; init; }

    /// <summary>Describes a dataset.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="plan">The data.</param>
    /// <param name="sql">The query, or null.</param>
    public static DataReport Of(string given, DataPlan plan, string? sql) => new()
    {
        Given = given,
        Paths = [.. plan.Files.Select(file => file.Path)],
        Format = plan.Files[0].Format,
        Bytes = plan.Bytes,
        Sql = sql,
    };
}
