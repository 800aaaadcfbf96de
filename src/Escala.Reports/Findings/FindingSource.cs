using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Findings;

/// <summary>What findings are made from: a workload of a comparison, its groups of runs, and words.</summary>
/// <param name="comparison">The comparison.</param>
/// <param name="workload">The workload.</param>
/// <param name="language">The language.</param>
internal sealed class FindingSource(ComparisonReport comparison, WorkloadReport workload, Language language)
{
    private readonly IReadOnlyList<RunGroup> _groups = RunGroup.Of(workload);

    /// <summary>The comparison.</summary>
    public ComparisonReport Comparison => comparison;

    /// <summary>The workload.</summary>
    public WorkloadReport Workload => workload;

    /// <summary>The words.</summary>
    public FindingWords Words { get; } = new(language);

    /// <summary>The engines with at least one run that finished, the quickest first.</summary>
    public IReadOnlyList<RunGroup> Engines => [.. Finished(RunKind.Engine).OrderBy(group => group.Wall!.Median)];

    /// <summary>The peers with at least one run that finished.</summary>
    public IReadOnlyList<RunGroup> Peers => [.. Finished(RunKind.Peer)];

    /// <summary>Engines and peers with at least one run that finished, in the order in which they ran.</summary>
    public IReadOnlyList<RunGroup> Rivals => [.. Finished(RunKind.Engine), .. Finished(RunKind.Peer)];

    /// <summary>The initialisations with at least one run that finished.</summary>
    public IReadOnlyList<RunGroup> Initializations => [.. Finished(RunKind.Initialization)];

    /// <summary>What a group is called; its threads are told where the same name ran on several numbers of them.</summary>
    public string Label(RunGroup group) => Label(group.Kind, group.Name, group.Threads);

    /// <summary>What the group of a run is called.</summary>
    public string Label(RunReport run) => Label(run.Kind, run.Name, run.Threads);

    /// <summary>The key of a text: this workload's own where it has one, else the one that all share.</summary>
    /// <param name="key">The key that all share.</param>
    public string Own(string key) => Words.Has($"{key}.{workload.Name}") ? $"{key}.{workload.Name}" : key;

    private string Label(RunKind kind, string name, int threads)
    {
        string called = kind == RunKind.Initialization ? Words.Names.Initialization(name) : Words.Names.Engine(name);
        bool isUnique = _groups.Count(group => group.Kind == kind && group.Name == name) == 1;
        return isUnique ? called : Words.Counted("run.threads", threads, called);
    }

    private IEnumerable<RunGroup> Finished(RunKind kind) =>
        _groups.Where(group => group.Kind == kind && group.Result is not null);
}
