using Escala.Measurement;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>What the algorithm does, step by step, and what each step took.</summary>
internal static class AlgorithmSteps
{
    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material)
    {
        RunGroup[] groups = [.. material.Groups.Where(group => group.Result is not null)];
        Step[] steps = [.. PhasesOf(material).Select(phase => StepOf(material, groups, phase))];
        return new Section("algorithm", material.Texts["steps.title"],
        [
            new Paragraph(material.Own("steps.what")),
            new Steps
            {
                Caption = material.Own("steps.caption"),
                Description = string.Join(" → ", steps.Select(step => step.Title)),
                Runs = [.. groups.Select(material.FullLabel)],
                Items = steps,
                Command = material.Command,
            },
            new Paragraph(Stop(material)),
        ]);
    }

    private static Phase[] PhasesOf(ReportMaterial material) => material.Workload is XGBoostWorkloadReport
        ? [Phase.Load, Phase.Split, Phase.Prepare, Phase.Fit, Phase.Evaluate]
        : [Phase.Load, Phase.Split, Phase.Prepare, Phase.Init, Phase.Fit, Phase.Evaluate];

    private static string Stop(ReportMaterial material) => material.Workload switch
    {
        KMeansWorkloadReport { Options: var options } => material.Own(
            "steps.stop", material.Figures.Count(options.MaxIterations), options.Tolerance.ToString(material.Language.Culture)),
        XGBoostWorkloadReport { Options: { EarlyStopping: { } patience } options } => material.Own(
            "steps.stop.early", material.Figures.Count(options.Rounds), material.Figures.Count(patience)),
        XGBoostWorkloadReport { Options: var options } => material.Own("steps.stop", material.Figures.Count(options.Rounds)),
        ConvNetWorkloadReport { Options: { EarlyStopping: { } patience } options } => material.Own(
            "steps.stop.early", material.Figures.Count(options.Epochs), material.Figures.Count(patience)),
        ConvNetWorkloadReport { Options: var options } => material.Own("steps.stop", material.Figures.Count(options.Epochs)),
        var other => throw new InvalidOperationException($"{other.Name} has no steps."),
    };

    private static Step StepOf(ReportMaterial material, RunGroup[] groups, Phase phase)
    {
        string key = $"steps.{phase.ToString().ToLowerInvariant()}.text";
        object[] values = material.Workload switch
        {
            KMeansWorkloadReport { Options: var options } => [options.Clusters, options.Restarts],
            XGBoostWorkloadReport { Options: var options } => [options.MaxBin, options.MaxDepth],
            ConvNetWorkloadReport { Options: var options } => [options.Batch],
            _ => [],
        };
        return new Step(
            phase == Phase.Fit ? material.Own("steps.loop") : material.Names.Phase(phase),
            material.Own(key, values),
            phase == Phase.Fit,
            [.. groups.Select(group => group.OfPhase(phase, part => part.WallSeconds)?.Median)]);
    }
}
