using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Measurement;
using Escala.Metrics;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>One fit on one rank, from rows to a result.</summary>
internal sealed class XGBoostFitting : IDisposable
{
    private readonly XGBoostOptions _options;
    private readonly IEvaluationMetric? _ownMetric;
    private readonly RankContext _rank;
    private readonly CancellationToken _cancellationToken;
    private readonly MetricRanks _ranks;

    private XGBoostFitting(XGBoostOptions options, IEvaluationMetric? ownMetric, RankContext rank, CancellationToken cancellationToken)
    {
        (_options, _ownMetric, _rank, _cancellationToken) = (options, ownMetric, rank, cancellationToken);
        _ranks = new MetricRanks(new CoreTeam(rank.Threads), rank.Collective, cancellationToken);
    }

    private IReadOnlyList<DataColumn> Features => _rank.Data.Plan.Features;

    /// <summary>Loads, prepares, trains and judges.</summary>
    /// <param name="options">The options.</param>
    /// <param name="ownMetric">A metric of the caller's own; null for none.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="cancellationToken">Ends it between blocks and rounds.</param>
    public static XGBoostFitResult Run(
        XGBoostOptions options, IEvaluationMetric? ownMetric, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        options.Validate();
        XGBoostPlan.Require(options, rank.Data.Plan);
        XGBoostRanks.Require(options, rank.World);
        using var fitting = new XGBoostFitting(options, ownMetric, rank, cancellationToken);
        return fitting.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _ranks.Team.Dispose();

    private XGBoostFitResult Run()
    {
        XGBoostStart start = XGBoostStart.Load(_rank.Reporter);
        using XGBoostRows rows = XGBoostRows.Load(_rank, _cancellationToken);
        using XGBoostMaterial material = Prepare(start, rows);
        XGBoostMatrices matrices = material.Matrices;
        XGBoostRoundMetrics? metrics = matrices.Validation is null
            ? null
            : new XGBoostRoundMetrics(
                matrices, material.Outputs, new XGBoostHistoryLog(Metrics(material.Target), start.Checkpoint?.History ?? [], _ranks));
        using var training = new XGBoostTraining(material.State, start, matrices, metrics, _rank);
        int trained;
        using (_rank.Reporter.BeginPhase(Phase.Fit))
        {
            trained = training.Run(_cancellationToken);
        }

        using (_rank.Reporter.BeginPhase(Phase.Evaluate))
        {
            return Judge(rows, material, training, trained, metrics);
        }
    }

    private XGBoostMaterial Prepare(XGBoostStart start, XGBoostRows rows)
    {
        using IDisposable phase = _rank.Reporter.BeginPhase(Phase.Prepare);
        var target = XGBoostTarget.Of(_options, _rank, rows.Training);
        XGBoostRanks.RequireRows(target.Objective, rows.Training.RowCount, _rank.Collective);
        target.Encode(rows);
        var state = new XGBoostCheckpoint
        {
            Options = _options,
            Objective = target.Objective.Name,
            Classes = target.ClassNames,
            Features = Features,
            Rows = rows.Totals.Training,
            ValidationRows = rows.Totals.Validation,
            StartRounds = start.StartRounds,
            LibraryVersion = XGBoostLibrary.Require().Version.ToString(),
            History = [],
        };
        start.Require(state);
        var suspicions = XGBoostSuspicions.OfRows(rows, target, Features, _ranks);
        bool keepsValues = _options.TreeMethod != XGBoostTreeMethod.Hist || start.StartRounds > 0;
        return new XGBoostMaterial(
            target, state, suspicions, XGBoostMatrices.Build(rows, _options, Features, keepsValues, _ranks));
    }

    private List<IEvaluationMetric> Metrics(XGBoostTarget target)
    {
        List<IEvaluationMetric> metrics = XGBoostMetrics.Of(_options, target);
        if (_ownMetric is not null)
        {
            metrics.Add(_ownMetric);
        }

        return metrics.Count > 0 ? metrics : [XGBoostMetrics.Default(target)];
    }

    private XGBoostFitResult Judge(
        XGBoostRows rows, XGBoostMaterial material, XGBoostTraining training, int trained, XGBoostRoundMetrics? metrics)
    {
        bool hasTest = rows.Totals.Test > 0;
        Booster booster = training.Booster;
        var scorer = new XGBoostScorer(material.Outputs, _ranks);
        ScoredRows judged = hasTest ? Predict(booster, rows.Test, material.Outputs) : Predict(booster, material.Matrices.Training, material.Outputs);
        PredictionScores scores = scorer.Score(judged);
        byte[] trees = booster.Save("ubj");
        string digest = XGBoostModel.Digest(trees);
        XGBoostRanks.RequireSame(digest, _rank.Collective);
        HandOver(trees);
        return new XGBoostFitResult
        {
            Task = material.Target.Objective.Task,
            Objective = material.Target.Objective.Name,
            Classes = material.Target.ClassNames,
            Rows = rows.Totals.Training,
            ValidationRows = rows.Totals.Validation,
            TestRows = rows.Totals.Test,
            DroppedRows = rows.Totals.Dropped,
            Rounds = booster.RoundCount,
            TrainedRounds = trained,
            StopReason = training.StopReason,
            History = metrics?.Log.ToHistory() ?? [],
            Importance = XGBoostImportance.Of(booster, Features),
            IsScoredOnTest = hasTest,
            Scores = scores,
            ChosenThreshold = material.Matrices.Validation is { } validation
                ? scorer.Choose(Predict(booster, validation, material.Outputs), judged)
                : null,
            Warnings = material.Suspicions.With(scores, hasTest, material.Target.ClassNames),
            LibraryVersion = XGBoostLibrary.Require().Version.ToString(),
            ModelDigest = digest,
            MissingRowMargins = NewPredictor(booster).MarginsOfMissing(),
        };
    }

    private static ScoredRows Predict(Booster booster, PartMatrix part, XGBoostOutputs outputs)
    {
        ScoredRows scores = part.NewScores(outputs);
        part.Predict(booster, scores);
        return scores;
    }

    private ScoredRows Predict(Booster booster, RowGatherer rows, XGBoostOutputs outputs) =>
        NewPredictor(booster).Predict(rows, outputs, _cancellationToken);

    private XGBoostPredictor NewPredictor(Booster booster) => new(booster, Features, _options.Missing ?? float.NaN, _rank.Threads);

    private void HandOver(byte[] trees)
    {
        if (_rank.Rank == 0)
        {
            string path = Path.Combine(_rank.Reporter.Scratch, XGBoostFit.ModelFile);
            File.WriteAllBytes(path, trees);
            _rank.Reporter.AddFile(XGBoostFit.ModelFile, path);
        }
    }
}
