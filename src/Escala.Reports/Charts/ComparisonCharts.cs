using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Reports.Charts;

/// <summary>All charts of a comparison.</summary>
internal static class ComparisonCharts
{
    /// <summary>
    /// Draws those of a workload, in the order of a report; their names begin with the workload's. What a chart needs and was not
    /// measured leaves the chart out.
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="language">The language of their texts.</param>
    public static IReadOnlyList<Chart> Draw(WorkloadReport workload, Language language)
    {
        var words = new ChartWords(language);
        ChartSheet?[] own = workload switch
        {
            KMeansWorkloadReport kmeans => OfKMeans(kmeans, words),
            XGBoostWorkloadReport xgboost => OfPredictions(ScoredRun.Of(xgboost, words), words),
            ConvNetWorkloadReport cnn => OfNetworks(cnn, words),
            _ => throw new InvalidOperationException($"There are no charts of {workload.Name}."),
        };
        return [.. OfAny(workload, words).Concat(own).OfType<ChartSheet>().Select(sheet => ChartPrinter.Print(sheet with { Name = $"{workload.Name}-{sheet.Name}" }))];
    }

    private static ChartSheet?[] OfAny(WorkloadReport workload, ChartWords words) =>
    [
        DataLayoutChart.Of(workload, words),
        PhasesChart.Of(workload, words),
        RanksChart.Of(workload, words),
        SpeedUpChart.Of(workload, words),
        TimeMemoryChart.Of(workload, words),
        UsageChart.Cpu(workload, words),
        UsageChart.Memory(workload, words),
    ];

    private static ChartSheet?[] OfKMeans(KMeansWorkloadReport workload, ChartWords words) =>
    [
        IterationsChart.Of(workload, words),
        InitializationChart.Of(workload, words),
        ClustersChart.Of(workload, words),
        SilhouettesChart.Of(workload, words),
    ];

    private static ChartSheet?[] OfPredictions(IReadOnlyList<ScoredRun> runs, ChartWords words) =>
    [
        RocChart.Macro(runs, words),
        RocChart.Of(runs, words),
        PrecisionRecallChart.Of(runs, words),
        ConfusionMatrixChart.Of(runs, words),
        CalibrationChart.Of(runs, words),
        LearningCurvesChart.Of(runs, words),
        ImportanceChart.Of(runs, words),
    ];

    private static ChartSheet?[] OfNetworks(ConvNetWorkloadReport workload, ChartWords words)
    {
        IReadOnlyList<ScoredRun> runs = ScoredRun.Of(workload, words);
        return
        [
            ImageRateChart.Of(workload, words),
            RocChart.Macro(runs, words),
            RocChart.Of(runs, words),
            ConfusionMatrixChart.Of(runs, words),
            MistakesChart.Of(workload, words),
            LossCurveChart.Of(workload, words),
            LearningCurvesChart.Of(runs, words),
        ];
    }
}
