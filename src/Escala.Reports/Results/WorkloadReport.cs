using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>One of the things that a comparison trained, with its runs.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "workload")]
[JsonDerivedType(typeof(KMeansWorkloadReport), KMeansWorkloadReport.Word)]
[JsonDerivedType(typeof(XGBoostWorkloadReport), XGBoostWorkloadReport.Word)]
[JsonDerivedType(typeof(ConvNetWorkloadReport), ConvNetWorkloadReport.Word)]
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

    /// <summary>Whether the bits that are learned do not depend on the number of ranks.</summary>
    [JsonIgnore]
    public abstract bool IsSameInEveryWorld { get; }

    /// <summary>Whether they do not depend on the number of threads of a rank.</summary>
    [JsonIgnore]
    public virtual bool IsSameWithAnyThreads => true;

    /// <summary>The finished runs of engines by what they must have in common to learn the same bits; together where all did anyway.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<RunReport>> Worlds
    {
        get
        {
            bool areAllSame = Finished.Select(run => run.Result!.AllDigests).Distinct().Count() == 1;
            return [.. Finished.GroupBy(run => areAllSame ? default : WorldOf(run)).Select(runs => (IReadOnlyList<RunReport>)[.. runs])];
        }
    }

    /// <summary>
    /// Whether all finished engines that must learn the same bits did; null where no two runs must.
    /// </summary>
    [JsonPropertyOrder(1)]
    public bool? SameAnswer => Worlds.All(runs => runs.Count < 2) ? null : !DifferingDigests().Any();

    /// <summary>What finished engines learned differently that should not have, by the names of its digests.</summary>
    public IEnumerable<string> DifferingDigests() => Worlds
        .SelectMany(runs => runs
            .SelectMany(run => run.Result!.Digests)
            .GroupBy(digest => digest.Key, digest => digest.Value)
            .Where(values => values.Distinct().Count() > 1)
            .Select(values => values.Key))
        .Distinct();

    /// <summary>The first score that all finished engines have, and how far apart the lowest and the highest are; null where there is none.</summary>
    public (string Key, double Distance)? ScoreDistance() => ScoreKeys
        .Select(key => (Key: key, Values: Finished.Select(run => run.Result!.Score(key)).ToArray()))
        .Where(score => score.Values.Length > 1 && score.Values.All(value => value is not null))
        .Select(score => ((string, double)?)(score.Key, score.Values.Max()!.Value - score.Values.Min()!.Value))
        .FirstOrDefault();

    private (int Ranks, int Threads) WorldOf(RunReport run) =>
        (IsSameInEveryWorld ? 0 : run.Result!.Ranks, IsSameWithAnyThreads ? 0 : run.Result!.Threads);
}
