using System.Text.Json.Serialization;
using Escala.Cli.Reports;
using Escala.Models;

namespace Escala.Cli.Comparison;

/// <summary>What <c>compare</c> found: the contents of <c>results.json</c>.</summary>
internal sealed record ComparisonReport
{
    /// <summary>The version of Escala.</summary>
    public string Version { get; init; } = EscalaVersion.Current;

    /// <summary>When the comparison began, with the local offset.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The command line that began it.</summary>
    public required string CommandLine { get; init; }

    /// <summary>The machine.</summary>
    public required MachineReport Machine { get; init; }

    /// <summary>What was trained.</summary>
    public required string Workload { get; init; }

    /// <summary><c>quick</c> or <c>full</c> for a sample's workload; null for data of one's own.</summary>
    public string? Scale { get; init; }

    /// <summary>What was given as data.</summary>
    public required string Data { get; init; }

    /// <summary>The options of every run.</summary>
    public required FitOptionsReport Options { get; init; }

    /// <summary>The runs so far, in order.</summary>
    public required IReadOnlyList<EngineRun> Runs { get; init; }

    /// <summary>The runs that gave a result.</summary>
    [JsonIgnore]
    public IEnumerable<EngineRun> Finished => Runs.Where(run => run.Result is not null);

    /// <summary>
    /// Whether all finished runs learned the same bits; null where fewer than two finished.
    /// </summary>
    public bool? SameAnswer => Finished.Count() < 2 ? null : Finished.Select(run => run.Result!.Digest).Distinct().Count() == 1;
}
