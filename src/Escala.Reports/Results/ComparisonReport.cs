using System.Text.Json.Serialization;
using Escala.Models;

namespace Escala.Reports.Results;

/// <summary>What <c>compare</c> found: the contents of <c>results.json</c>, and all that reports are made of.</summary>
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

    /// <summary>The files of the data as they were when the comparison began.</summary>
    public IReadOnlyList<FileStampReport> Files { get; init; } = [];

    /// <summary>The options of every run.</summary>
    public required FitOptionsReport Options { get; init; }

    /// <summary>How often every engine and peer was to run.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>The two features that clusters are drawn on; null for the first two principal components.</summary>
    public IReadOnlyList<string>? Axes { get; init; }

    /// <summary>The runs so far, in the order in which they ran.</summary>
    public required IReadOnlyList<RunReport> Runs { get; init; }

    /// <summary>Rows with their clusters; null where no engine finished.</summary>
    public ClusterViewReport? Clusters { get; init; }

    /// <summary>The runs of engines that gave a result.</summary>
    [JsonIgnore]
    public IEnumerable<RunReport> Finished => Runs.Where(run => run.Kind == RunKind.Engine && run.Result is not null);

    /// <summary>
    /// Whether all finished engines learned the same bits; null where fewer than two runs finished.
    /// </summary>
    public bool? SameAnswer => Finished.Count() < 2 ? null : Finished.Select(run => run.Result!.Digest).Distinct().Count() == 1;
}
