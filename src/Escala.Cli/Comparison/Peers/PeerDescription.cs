namespace Escala.Cli.Comparison.Peers;

/// <summary>Another system that can be run on the same rows.</summary>
internal sealed record PeerDescription
{
    /// <summary>What the command line calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it calls itself.</summary>
    public required string Title { get; init; }

    /// <summary>The Python file that runs it, in the folder <c>peers</c> beside the program.</summary>
    public required string Script { get; init; }

    /// <summary>The Python modules that it needs; the first one is its own and knows its version.</summary>
    public required IReadOnlyList<string> Modules { get; init; }

    /// <summary>The packages of Debian and Ubuntu that bring them.</summary>
    public required string DebianPackages { get; init; }

    /// <summary>The packages of PyPI that bring them.</summary>
    public required string PythonPackages { get; init; }

    /// <summary>The part of Spark that it runs on, as its jar is called: <c>core</c> or <c>mllib</c>; null where it needs no Spark.</summary>
    public string? SparkPart { get; init; }

    /// <summary>What that part calls itself.</summary>
    public string SparkTitle => SparkPart == "mllib" ? "Spark MLlib" : "Spark";

    /// <summary>What its Python must have.</summary>
    public PythonNeed Need => new(Title, Modules, DebianPackages, PythonPackages);

    /// <summary>Where its settings cannot be made equal: keys of sentences that reports have in every language.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>Further differences, where it trains more than once.</summary>
    public IReadOnlyList<string> RestartDifferences { get; init; } = [];
}
