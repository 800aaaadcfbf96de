using System.Resources;
using Escala.Measurement;
using Escala.Reports.Charts;
using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages;

/// <summary>What the sections about a workload are made of.</summary>
/// <param name="comparison">The results.</param>
/// <param name="workload">The workload of them.</param>
/// <param name="charts">The charts of them.</param>
/// <param name="findings">What is to be said of them.</param>
/// <param name="language">The language.</param>
internal sealed class ReportMaterial(
    ComparisonReport comparison,
    WorkloadReport workload,
    IReadOnlyList<Chart> charts,
    IReadOnlyList<Finding> findings,
    Language language)
{
    private static readonly ResourceManager Resources = new("Escala.Reports.Pages.PageTexts", typeof(ReportMaterial).Assembly);

    /// <summary>The results.</summary>
    public ComparisonReport Comparison => comparison;

    /// <summary>The workload.</summary>
    public WorkloadReport Workload => workload;

    /// <summary>The charts.</summary>
    public IReadOnlyList<Chart> Charts => charts;

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>The page's own texts.</summary>
    public Texts Texts { get; } = TextsIn(language);

    /// <summary>How numbers are written.</summary>
    public Figures Figures { get; } = new(language);

    /// <summary>What things are called.</summary>
    public Names Names { get; } = new(language);

    /// <summary>The command that measures everything and draws everything.</summary>
    public string Command => comparison.CommandLine;

    /// <summary>All repetitions of the same engine or peer together; initialisations are apart.</summary>
    public IReadOnlyList<RunGroup> Groups { get; } =
        [.. RunGroup.Of(workload).Where(group => group.Kind != RunKind.Initialization)];

    /// <summary>The runs from each initialisation.</summary>
    public IReadOnlyList<RunGroup> Initializations { get; } =
        [.. RunGroup.Of(workload).Where(group => group.Kind == RunKind.Initialization)];

    /// <summary>The phases that engines and peers went through, in their order.</summary>
    public IEnumerable<Phase> Phases =>
        Groups.SelectMany(group => group.Finished).SelectMany(run => run.Result!.Phases).Select(part => part.Name).Distinct().Order();

    /// <summary>A result to take from what all runs have in common; null where none finished.</summary>
    public FitReport? AnyResult =>
        (workload.Finished.FirstOrDefault() ?? workload.Runs.FirstOrDefault(run => run.Result is not null))?.Result;

    /// <summary>The page's texts in a language.</summary>
    public static Texts TextsIn(Language language) => new(Resources, language);

    /// <summary>What a run is called. A peer that is not there is called what the command line calls it.</summary>
    public string NameOf(RunReport run) => run switch
    {
        { NotRun: not null } => run.Name,
        { Kind: RunKind.Initialization } => Names.Initialization(run.Name),
        _ => Names.Engine(run.Name),
    };

    /// <summary>What an engine or peer is called beside its threads.</summary>
    public string Label(RunGroup group) => group.Kind == RunKind.Peer
        ? Texts.Format("label.peer", NameOf(group.Runs[0]))
        : NameOf(group.Runs[0]);

    /// <summary>What an engine or peer is called where its threads are not said: with them where others have its name.</summary>
    public string FullLabel(RunGroup group) => Groups.Count(other => other.Name == group.Name) > 1
        ? Texts.Format(group.Threads == 1 ? "label.threads.one" : "label.threads.many", NameOf(group.Runs[0]), group.Threads)
        : NameOf(group.Runs[0]);

    /// <summary>The findings of a section.</summary>
    public IReadOnlyList<Statement> Say(FindingSection section) =>
        [.. findings.Where(finding => finding.Section == section).Select(finding => new Statement(finding.Subject, finding.Text))];

    /// <summary>The findings of a section as a list, or nothing where there are none.</summary>
    public IEnumerable<Block> List(FindingSection section) =>
        Say(section) is { Count: > 0 } statements ? [new Statements(statements)] : [];

    /// <summary>The charts that stand at a place.</summary>
    public IEnumerable<Block> ChartsAt(ChartPlace place) =>
        charts.Where(chart => ChartPlaces.Of(chart) == place).Select(chart => new Figure(chart, Command));

    /// <summary>A text of the page that every workload has its own of.</summary>
    /// <param name="key">Its key, without the workload's name at its end.</param>
    /// <param name="values">The values in it.</param>
    public string Own(string key, params object[] values) => Texts.Format($"{key}.{workload.Name}", values);

    /// <summary>A text of the page: this workload's own where it has one, else the one that all share.</summary>
    /// <param name="key">The key that all share.</param>
    /// <param name="values">The values in it.</param>
    public string Suited(string key, params object[] values) =>
        Texts.Find($"{key}.{workload.Name}") is null ? Texts.Format(key, values) : Own(key, values);

    /// <summary>A text of the page.</summary>
    public Paragraph Paragraph(string key, params object[] values) => new(Texts.Format(key, values));

    /// <summary>A column of words.</summary>
    public Column Words(string key) => new(Texts[key]);

    /// <summary>A column of numbers.</summary>
    public Column Numbers(string key) => new(Texts[key], IsNumeric: true);
}
