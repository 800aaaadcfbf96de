using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>Puts the workloads of a comparison into words. Every sentence comes from figures that were measured in it.</summary>
internal static class ComparisonFindings
{
    /// <summary>The findings, in the order of <see cref="FindingSection"/>.</summary>
    /// <param name="comparison">The comparison; it may be unfinished.</param>
    /// <param name="workload">The workload of it that they are about.</param>
    /// <param name="language">The language of the sentences.</param>
    public static IReadOnlyList<Finding> Of(ComparisonReport comparison, WorkloadReport workload, Language language)
    {
        var source = new FindingSource(comparison, workload, language);
        return
        [
            .. XGBoostWarningFindings.Of(source),
            .. ConvNetWarningFindings.Of(source),
            .. WarningFindings.Of(source),
            .. FairnessFindings.Of(source),
            .. SpeedFindings.Of(source),
            .. ImageRateFindings.Of(source),
            .. CostFindings.Of(source),
            .. BottleneckFindings.Of(source),
            .. QualityFindings.Of(source),
            .. XGBoostQualityFindings.Of(source),
            .. ConvNetQualityFindings.Of(source),
            .. AgreementFindings.Of(source),
            .. InitializationFindings.Of(source),
            .. LearningFindings.Of(source),
            .. ImportanceFindings.Of(source),
            .. CalibrationFindings.Of(source),
            .. ClusterFindings.Of(source),
            .. LimitFindings.Of(source),
        ];
    }
}
