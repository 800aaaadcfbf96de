using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>The operator that judges a model by rows. All rows of the data are used, those of a test part included.</summary>
public sealed class XGBoostEvaluate : IOperator<XGBoostEvaluateOptions, XGBoostEvaluation>
{
    /// <inheritdoc/>
    public static OperatorContract<XGBoostEvaluateOptions, XGBoostEvaluation> Contract { get; } =
        new("xgboost-evaluate", 1, XGBoostJson.Default.XGBoostEvaluateOptions, XGBoostJson.Default.XGBoostEvaluation);

    /// <inheritdoc/>
    public XGBoostEvaluation Run(XGBoostEvaluateOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        XGBoostModel model = XGBoostModel.Load(rank.Reporter.InputFile(XGBoostPredict.ModelFile));
        DataColumn target = rank.Data.Plan.Label
            ?? throw new InvalidOptionsException("Label of DatasetOptions must be a column to judge by, but was not given. Name it with --target.");
        RequireGroups(model, rank.Data.Plan);
        using var rows = new RowGatherer();
        using (rank.Reporter.BeginPhase(Phase.Load))
        {
            Read(rank, rows, cancellationToken);
        }

        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Evaluate);
        if (model.Classes.Count > 0)
        {
            var classes = TargetClasses.OfModel(target, model.Classes);
            foreach (Block block in rows.Blocks)
            {
                classes.Encode(block, "these rows");
            }
        }

        using var team = new CoreTeam(rank.Threads);
        return Judge(model, rows, rank, new MetricRanks(team, rank.Collective, cancellationToken));
    }

    private static void RequireGroups(XGBoostModel model, DataPlan plan)
    {
        if (plan.Group is null && model.Fit.Task == XGBoostTask.Ranking)
        {
            throw new InvalidOptionsException(
                "Group of DatasetOptions must be a column to judge a ranking, but was not given. Name the groups' column with --group.");
        }
    }

    private static void Read(RankContext rank, RowGatherer rows, CancellationToken cancellationToken)
    {
        foreach (Block block in rank.Data.Read(cancellationToken))
        {
            using (block)
            {
                rows.Append(block);
            }

            rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows));
        }
    }

    private static XGBoostEvaluation Judge(XGBoostModel model, RowGatherer rows, RankContext rank, MetricRanks ranks)
    {
        using Booster booster = model.OpenTrees(rank.Threads);
        XGBoostPredictor predictor = model.NewPredictor(booster, rank.Threads);
        ScoredRows scored = predictor.Predict(rows, model.Outputs, ranks.CancellationToken);
        long[] counts = [rows.RowCount, rank.Data.Counts.Dropped];
        rank.Collective.Sum(counts);
        return new XGBoostEvaluation
        {
            Rows = counts[0],
            DroppedRows = counts[1],
            Classes = model.Classes,
            Scores = new XGBoostScorer(model.Outputs, ranks).Score(scored),
            ChosenThreshold = model.Fit.ChosenThreshold is { } chosen
                ? PredictionEvaluation.AtThreshold(scored.Rows, chosen.Threshold, ranks.Team, ranks.Collective, ranks.CancellationToken)
                : null,
        };
    }
}
