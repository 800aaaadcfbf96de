using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>One of the things that a comparison trained, with its runs.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "workload")]
[JsonDerivedType(typeof(KMeansWorkloadReport), KMeansWorkloadReport.Word)]
[JsonDerivedType(typeof(XGBoostWorkloadReport), XGBoostWorkloadReport.Word)]
internal abstract record WorkloadReport
{
    /// <summary>What the command line calls it.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>What was given as data.</summary>
    [JsonPropertyOrder(-2)]
    public required string Data { get; init; }

    /// <summary>The files of the data as they were when the comparison began.</summary>
    [JsonPropertyOrder(-1)]
    public IReadOnlyList<FileStampReport> Files { get; init; } = [];

    /// <summary>The runs so far, in the order in which they ran.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<RunReport> Runs { get; init; }

    /// <summary>The scores that its runs may have, by their names in JSON, in the order of reports.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> ScoreKeys { get; }

    /// <summary>The runs of engines that gave a result.</summary>
    [JsonIgnore]
    public IEnumerable<RunReport> Finished => Runs.Where(run => run.Kind == RunKind.Engine && run.Result is not null);

    /// <summary>
    /// Whether all finished engines learned the same bits; null where fewer than two runs finished.
    /// </summary>
    [JsonPropertyOrder(1)]
    public bool? SameAnswer => Finished.Count() < 2 ? null : !DifferingDigests().Any();

    /// <summary>What finished engines learned differently, by the names of its digests.</summary>
    public IEnumerable<string> DifferingDigests() => Finished
        .SelectMany(run => run.Result!.Digests)
        .GroupBy(digest => digest.Key, digest => digest.Value)
        .Where(values => values.Distinct().Count() > 1)
        .Select(values => values.Key);
}
