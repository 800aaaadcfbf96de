namespace Escala.Reports.Results;

/// <summary>The options of a fit of K-means in the words of the command line.</summary>
internal sealed record KMeansOptionsReport
{
    /// <summary><c>--clusters</c></summary>
    public required int Clusters { get; init; }

    /// <summary><c>--init</c></summary>
    public required string Init { get; init; }

    /// <summary><c>--restarts</c></summary>
    public required int Restarts { get; init; }

    /// <summary><c>--max-iterations</c></summary>
    public required int MaxIterations { get; init; }

    /// <summary><c>--tolerance</c></summary>
    public required double Tolerance { get; init; }

    /// <summary><c>--standardize</c></summary>
    public required bool Standardize { get; init; }

    /// <summary><c>--missing</c></summary>
    public required string Missing { get; init; }

    /// <summary><c>--weights</c></summary>
    public string? Weights { get; init; }

    /// <summary><c>--truth</c></summary>
    public string? Truth { get; init; }

    /// <summary><c>--test-fraction</c></summary>
    public required double TestFraction { get; init; }

    /// <summary><c>--sample-rows</c></summary>
    public long? SampleRows { get; init; }

    /// <summary><c>--block-rows</c></summary>
    public required int BlockRows { get; init; }

    /// <summary><c>--metrics</c></summary>
    public required string Metrics { get; init; }

    /// <summary><c>--seed</c></summary>
    public required ulong Seed { get; init; }
}
