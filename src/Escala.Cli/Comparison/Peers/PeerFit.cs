using Escala.Cli.Options;
using Escala.Clustering;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>A peer's fit in the words of Escala's.</summary>
/// <param name="name">The peer.</param>
/// <param name="threads">The threads that it was given.</param>
/// <param name="request">The fit.</param>
internal sealed class PeerFit(string name, int threads, KMeansFitRequest request)
{
    private const string NoKernels = "-";

    /// <summary>Makes the report.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="answer">What the peer measured.</param>
    /// <param name="judged">What Escala makes of its answer.</param>
    public KMeansFitReport Report(DataPlan plan, PeerAnswer answer, JobResult<KMeansJudgement> judged)
    {
        KMeansJudgement judgement = judged.Result;
        KMeansEvaluation training = judgement.Training;
        RankMeasurement rank = Measurement(answer, training.Rows, judged.Ranks[0].MachineMemoryBytes);
        return new KMeansFitReport
        {
            Engine = name,
            Ranks = 1,
            Threads = threads,
            Kernels = NoKernels,
            Rows = training.Rows,
            DroppedRows = judgement.DroppedRows,
            Features = [.. plan.Features.Select(feature => feature.Name)],
            Data = DataReport.Of(request.Data, plan, request.Rows.Sql, world: 1),
            MachineMemoryBytes = rank.MachineMemoryBytes,
            EngineStartUpSeconds = answer.StartUpSeconds,
            Phases = PhaseReport.Of([rank]),
            PerRank = [rank],
            Seed = request.Options.Seed,
            Options = request.Report(),
            Metrics = MetricsReport.Of(training.Inertia, training.Scores),
            TestRows = judgement.Test?.Rows,
            TestMetrics = judgement.Test is { } test ? MetricsReport.Of(test.Inertia, test.Scores) : null,
            Iterations = answer.Iterations,
            History = [],
            RestartInertias = answer.RestartInertias,
            ClusterSizes = training.ClusterSizes,
            Digest = new DigestReport(judgement.CentroidsDigest, judgement.LabelsDigest),
        };
    }

    /// <summary>What the peer's process used, as one rank.</summary>
    private RankMeasurement Measurement(PeerAnswer answer, long rows, long memory) => new()
    {
        Rank = 0,
        Threads = threads,
        ReadRows = rows,
        DroppedRows = 0,
        MachineMemoryBytes = memory,
        Phases = answer.Phases,
        Samples = answer.Samples,
    };
}
