using Escala.Measurement;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;
using Escala.Reports.Summaries;

namespace Escala.Reports.Pages.Sections;

/// <summary>What the algorithm does, step by step, and what each step took.</summary>
internal static class AlgorithmSteps
{
    private static readonly Phase[] Phases = [Phase.Load, Phase.Split, Phase.Prepare, Phase.Init, Phase.Fit, Phase.Evaluate];

    /// <summary>Makes the section.</summary>
    public static Section Of(ReportMaterial material, KMeansWorkloadReport workload)
    {
        RunGroup[] groups = [.. material.Groups.Where(group => group.Result is not null)];
        Step[] steps = [.. Phases.Select(phase => StepOf(material, workload, groups, phase))];
        return new Section("algorithm", material.Texts["steps.title"],
        [
            material.Paragraph("steps.what"),
            new Steps
            {
                Caption = material.Texts["steps.caption"],
                Description = string.Join(" → ", steps.Select(step => step.Title)),
                Runs = [.. groups.Select(material.FullLabel)],
                Items = steps,
                Command = material.Command,
            },
            material.Paragraph(
                "steps.stop", material.Figures.Count(workload.Options.MaxIterations),
                workload.Options.Tolerance.ToString(material.Language.Culture)),
        ]);
    }

    private static Step StepOf(ReportMaterial material, KMeansWorkloadReport workload, RunGroup[] groups, Phase phase)
    {
        string key = phase.ToString().ToLowerInvariant();
        return new Step(
            phase == Phase.Fit ? material.Texts["steps.loop"] : material.Names.Phase(phase),
            material.Texts.Format($"steps.{key}.text", workload.Options.Clusters, workload.Options.Restarts),
            phase == Phase.Fit,
            [.. groups.Select(group => group.OfPhase(phase, part => part.WallSeconds)?.Median)]);
    }
}
