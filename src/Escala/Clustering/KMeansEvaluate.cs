using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Clustering;

/// <summary>The operator that judges a model by rows. All rows of the data are used, those of a test part included.</summary>
public sealed class KMeansEvaluate : IOperator<KMeansEvaluateOptions, KMeansEvaluation>
{
    /// <inheritdoc/>
    public static OperatorContract<KMeansEvaluateOptions, KMeansEvaluation> Contract { get; } =
        new("kmeans-evaluate", 1, KMeansJson.Default.KMeansEvaluateOptions, KMeansJson.Default.KMeansEvaluation);

    /// <inheritdoc/>
    public KMeansEvaluation Run(KMeansEvaluateOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        KMeansPlan.Require(rank.Data.Plan);
        KMeansModel model = KMeansModel.Load(rank.Reporter.InputFile(KMeansPredict.ModelFile));
        using var team = new CoreTeam(rank.Threads);
        using LoadedRows loaded = LoadedRows.Load(rank, team, keepsTestApart: false, cancellationToken);
        KMeansWork work;
        using (rank.Reporter.BeginPhase(Phase.Prepare))
        {
            PreparedRows rows = PreparedRows.Apply(loaded.Training, model.Features, model.Fit.Scaler, team, rank.Collective);
            work = new KMeansWork(rows, rank.Kernels, team, rank.Collective, options.Seed, cancellationToken);
        }

        using (rank.Reporter.BeginPhase(Phase.Evaluate))
        {
            return KMeansJudge.Evaluate(work, model.Fit.PreparedCentroids, model.ClusterCount, options.Metrics);
        }
    }
}
