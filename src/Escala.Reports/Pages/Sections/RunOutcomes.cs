using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>How runs ended, in words.</summary>
internal static class RunOutcomes
{
    /// <summary>How many repetitions of a group gave a result.</summary>
    public static Cell Of(ReportMaterial material, RunGroup group) =>
        new(material.Texts.Format("run.finished", group.Finished.Count(), group.Runs.Count));

    /// <summary>Why a group has no result.</summary>
    public static string Why(ReportMaterial material, RunGroup group) => Why(material, group.Runs[0]);

    /// <summary>Why a run has no result.</summary>
    public static string Why(ReportMaterial material, RunReport run) => run switch
    {
        { NotRun: { Remedy: { } remedy } notRun } => material.Texts.Format("run.missing", notRun.Reason, remedy),
        { NotRun: { } notRun } => material.Texts.Format("run.notrun", notRun.Reason),
        _ => material.Texts.Format("run.failed", run.Error ?? ""),
    };
}
