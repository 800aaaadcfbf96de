using Escala.Cli.Comparison;
using Escala.Cli.Tables;
using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>What became of each initialisation.</summary>
/// <param name="language">The language.</param>
internal sealed class InitializationTable(Language language)
{
    private const string None = "-";

    private static readonly string[] Columns =
        ["initialization", "init.seconds", "inertia.start", "iterations.kmeans", "inertia.end", "result"];

    private readonly Texts _texts = ComparisonTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly RunLabel _label = new(language);

    /// <summary>Makes the table.</summary>
    public FigureTable Of(WorkloadReport workload)
    {
        var table = new FigureTable(_texts["title.initialization"], Columns.Select(column => _texts[$"column.{column}"]));
        foreach (RunGroup group in RunGroup.Of(workload).Where(group => group.Kind == RunKind.Initialization))
        {
            KMeansFitReport? fit = group.KMeans;
            Spread? seconds = group.OfPhase(Phase.Init, phase => phase.WallSeconds);
            table.AddRow(
                _label.Of(group.Kind, group.Name, threads: null),
                seconds is null ? None : _label.Spread(seconds, _figures.Seconds),
                fit is null ? None : _figures.Metric(fit.History[0]),
                fit is null ? None : _figures.Count(fit.Iterations),
                fit is null ? None : _figures.Metric(fit.Metrics.Inertia),
                _label.State(group));
        }

        return table;
    }
}
