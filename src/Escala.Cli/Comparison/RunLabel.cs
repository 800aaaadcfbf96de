using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Cli.Comparison;

/// <summary>What a run is called on the terminal.</summary>
/// <param name="language">The language.</param>
internal sealed class RunLabel(Language language)
{
    private readonly Texts _texts = ComparisonTexts.In(language);
    private readonly Names _names = new(language);

    /// <summary>The engine, the peer, marked as one, or the initialisation.</summary>
    /// <param name="kind">What the run is for.</param>
    /// <param name="name">What the command line calls it.</param>
    /// <param name="threads">Its threads; null where the name alone tells it apart from the others.</param>
    public string Of(RunKind kind, string name, int? threads)
    {
        string called = kind switch
        {
            RunKind.Peer => _texts.Format("label.peer", _names.Engine(name)),
            RunKind.Initialization => name,
            _ => _names.Engine(name),
        };
        return threads is { } count ? _texts.Count("label.threads", count, called) : called;
    }

    /// <summary>What became of runs.</summary>
    public string State(RunGroup group) =>
        group.Runs.FirstOrDefault(run => run.Error is not null) is { } failed ? _texts.Format("state.failed", failed.ExitCode!)
        : _texts[group.Result is null ? "state.not.run" : "state.done"];

    /// <summary>The median, with the smallest and the largest where there are several.</summary>
    /// <param name="spread">The figures.</param>
    /// <param name="text">Puts one into words.</param>
    public string Spread(Spread spread, Func<double, string> text) => spread.Count == 1
        ? text(spread.Median)
        : _texts.Format("spread", text(spread.Median), text(spread.Smallest), text(spread.Largest));
}
