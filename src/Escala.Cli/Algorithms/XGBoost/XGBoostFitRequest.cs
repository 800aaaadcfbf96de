using System.Globalization;
using Escala.Boosting;
using Escala.Cli.Options;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>What a fit of XGBoost is asked to do.</summary>
internal sealed record XGBoostFitRequest : RowsFitRequest
{
    /// <inheritdoc/>
    public override Algorithm Algorithm => XGBoostAlgorithm.Instance;

    /// <summary>The options; checkpoints are said by <see cref="FitRequest.Checkpoints"/>.</summary>
    public XGBoostOptions Options { get; init; } = new();

    /// <summary>The model that is gone on from; null for none.</summary>
    public string? Continue { get; init; }

    /// <inheritdoc/>
    public override void Validate() => OptionFaults.Throw(
        Resolve().Validate, Rows.Validate, Engine.Validate, Checkpoints.Validate, RequireOneBeginning, ValidateHeld);

    /// <summary>The options of the trainer.</summary>
    public XGBoostOptions Resolve() => Options with
    {
        Seed = Rows.Seed,
        CheckpointRounds = Checkpoints.Interval,
    };

    /// <inheritdoc/>
    protected override async Task<FitReport> TrainAsync(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        XGBoostOptions options = Resolve();
        data = data.WithCategories(cancellationToken);
        var trainer = new XGBoostTrainer(options)
        {
            StartModel = Continue is null ? null : XGBoostModel.Load(Continue),
            ResumeFrom = Checkpoints.ResumeFrom(XGBoostTrainer.NewestCheckpoint),
            CheckpointFolder = Checkpoints.Folder,
        };
        JobResult<XGBoostFitResult> job = await trainer.RunAsync(data, engine, progress, cancellationToken).ConfigureAwait(false);
        if (Model is not null)
        {
            XGBoostModel.Create(options, data.Plan, job).Save(Model);
        }

        return XGBoostFitReport.Of(Report(), Source(data.Plan, job.Ranks.Count), Model, data.Plan, job);
    }

    /// <summary>What was asked for, as reports have it.</summary>
    public XGBoostOptionsReport Report() => new()
    {
        Target = Rows.Label ?? "",
        Objective = Options.Objective,
        Rounds = Options.Rounds,
        MaxDepth = Options.MaxDepth,
        LearningRate = Options.LearningRate,
        Subsample = Options.Subsample,
        ColsampleByTree = Options.ColsampleByTree,
        MinChildWeight = Options.MinChildWeight,
        Gamma = Options.Gamma,
        Lambda = Options.Lambda,
        Alpha = Options.Alpha,
        MaxBin = Options.MaxBin,
        TreeMethod = XGBoostTreeOptions.WordOf(Options.TreeMethod),
        GrowPolicy = XGBoostTreeOptions.WordOf(Options.GrowPolicy),
        ScalePosWeight = Options.ScalePosWeight,
        Monotone = FeatureConstraints.Text(Options.MonotoneConstraints),
        Interaction = FeatureConstraints.Text(Options.InteractionConstraints),
        MissingValue = Options.Missing,
        BaseScore = Options.BaseScore,
        Metrics = Metrics,
        EarlyStopping = Options.EarlyStoppingRounds,
        ValidationFraction = Rows.ValidationFraction,
        Group = Rows.Group,
        Weights = Rows.Weights,
        Missing = ReadOptions.WordOf(Rows.Missing),
        TestFraction = Rows.TestFraction,
        SampleRows = Rows.SampleRows,
        BlockRows = Rows.BlockRows,
        Set = Options.Parameters,
        Seed = Rows.Seed,
    };

    /// <inheritdoc/>
    public override void AddTo(ArgumentList arguments, FitRequest defaults)
    {
        var usual = (XGBoostFitRequest)defaults;
        arguments.AddUnless(usual.Rows.Label, "--target", Rows.Label);
        AddLearningTo(arguments, usual.Options);
        arguments.AddUnless(
            usual.Rows.ValidationFraction > 0 ? usual.Rows.ValidationFraction : StepOptions.UsualFraction(Options.EarlyStoppingRounds),
            "--validation-fraction",
            Rows.ValidationFraction);
        arguments.AddUnless(usual.Rows.Group, "--group", Rows.Group);
        AddTreesTo(arguments, usual.Options);
        AddDataTo(arguments, usual.Rows);
    }

    /// <inheritdoc/>
    protected override void AddFitOnlyTo(ArgumentList arguments) => arguments.AddUnless(null, "--continue", Continue);

    private string? Metrics => Options.Metrics.Count == 0 ? null : string.Join(',', Options.Metrics);

    private void RequireOneBeginning()
    {
        if (Checkpoints.Resume is not null && Continue is not null)
        {
            throw new InvalidOptionsException(
                "--resume must be given without --continue: the checkpoints know what they were continued from. Leave the other out.");
        }
    }

    private void AddLearningTo(ArgumentList arguments, XGBoostOptions usual)
    {
        arguments.AddUnless(usual.Objective, "--objective", Options.Objective);
        arguments.AddUnless(usual.Rounds, "--rounds", Options.Rounds);
        arguments.AddUnless(usual.LearningRate, "--learning-rate", Options.LearningRate);
        arguments.AddUnless(usual.ScalePosWeight, "--scale-pos-weight", Options.ScalePosWeight);
        arguments.AddUnless(usual.BaseScore, "--base-score", Options.BaseScore);
        arguments.AddIf(!usual.Metrics.SequenceEqual(Options.Metrics), "--eval-metric", Metrics ?? "");
        arguments.AddUnless(usual.EarlyStoppingRounds, "--early-stopping", Options.EarlyStoppingRounds);
    }

    private void AddTreesTo(ArgumentList arguments, XGBoostOptions usual)
    {
        arguments.AddUnless(usual.MaxDepth, "--max-depth", Options.MaxDepth);
        arguments.AddUnless(usual.Subsample, "--subsample", Options.Subsample);
        arguments.AddUnless(usual.ColsampleByTree, "--colsample-bytree", Options.ColsampleByTree);
        arguments.AddUnless(usual.MinChildWeight, "--min-child-weight", Options.MinChildWeight);
        arguments.AddUnless(usual.Gamma, "--gamma", Options.Gamma);
        arguments.AddUnless(usual.Lambda, "--lambda", Options.Lambda);
        arguments.AddUnless(usual.Alpha, "--alpha", Options.Alpha);
        arguments.AddUnless(usual.MaxBin, "--max-bin", Options.MaxBin);
        arguments.AddUnless(usual.TreeMethod, "--tree-method", Options.TreeMethod, XGBoostTreeOptions.WordOf(Options.TreeMethod));
        arguments.AddUnless(usual.GrowPolicy, "--grow-policy", Options.GrowPolicy, XGBoostTreeOptions.WordOf(Options.GrowPolicy));
        arguments.AddUnless(null, "--monotone", FeatureConstraints.Text(Options.MonotoneConstraints));
        arguments.AddUnless(null, "--interaction", FeatureConstraints.Text(Options.InteractionConstraints));
        arguments.AddUnless(null, "--missing-value", Options.Missing?.ToString("R", CultureInfo.InvariantCulture));
        foreach ((string key, string value) in Options.Parameters)
        {
            arguments.Add("--set", $"{key}={value}");
        }
    }
}
