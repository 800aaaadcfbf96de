using System.Text.Json;
using Escala.Cli.Options;
using Escala.Engines;
using Escala.Reports.Results;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>What a fit of a convolutional network is asked to do.</summary>
internal sealed record ConvNetFitRequest : FitRequest
{
    /// <summary>The network where nobody names one.</summary>
    public const string UsualNetwork = "mnist";

    /// <summary>The epochs from one checkpoint to the next where nobody says it.</summary>
    public const int UsualCheckpointEpochs = 1;

    /// <summary>How to train where nobody says it.</summary>
    public static ConvNetOptions UsualTraining { get; } = new() { Network = NetworkPresets.Create(UsualNetwork) };

    /// <inheritdoc/>
    public override Algorithm Algorithm => ConvNetAlgorithm.Instance;

    /// <summary>A name of <see cref="NetworkPresets"/>, or a file.</summary>
    public string Network { get; init; } = UsualNetwork;

    /// <summary>How to train; the network is what <see cref="Network"/> names, checkpoints are said by <see cref="FitRequest.Checkpoints"/>.</summary>
    public ConvNetOptions Training { get; init; } = UsualTraining;

    /// <summary>How the images are read, and which of them test.</summary>
    public ImageSetOptions Images { get; init; } = new();

    /// <inheritdoc/>
    public override void Validate() => OptionFaults.Throw(
        () => Resolve(shape: null, classes: 10).Validate(), Images.Validate, Engine.Validate, Checkpoints.Validate);

    /// <summary>The options of the trainer.</summary>
    /// <param name="shape">The images' shape; null for that which a preset was made for.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="InvalidOptionsException">There is no such network, or its file does not describe one.</exception>
    public ConvNetOptions Resolve(ImageShape? shape, int classes) => Training with
    {
        Network = NetworkPresets.Names.Contains(Network) || !File.Exists(Network)
            ? NetworkPresets.Create(Network, shape, classes)
            : ReadNetwork(),
        CheckpointEpochs = Checkpoints.IntervalOr(UsualCheckpointEpochs),
        Seed = Images.Seed,
    };

    /// <inheritdoc/>
    public override async Task<FitReport> RunAsync(
        string path, IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        ImageData images = ImageData.Describe(path, Images, cancellationToken);
        ConvNetOptions options = Resolve(images.Shape, images.ClassNames.Count);
        var trainer = new ConvNetTrainer(options)
        {
            ResumeFrom = Checkpoints.ResumeFrom(ConvNetTrainer.NewestCheckpoint),
            CheckpointFolder = Checkpoints.Folder,
        };
        JobResult<ConvNetFitResult> job = await trainer.RunAsync(images, engine, progress, cancellationToken).ConfigureAwait(false);
        if (Model is not null)
        {
            ConvNetModel.Create(options, images, job).Save(Model);
        }

        using ImageSet? drawn = images.IsDecoded ? null : images.Open(cancellationToken: cancellationToken);
        return ConvNetFitReport.Of(Report(options), DataReport.Of(Data, images), Model, drawn, job);
    }

    /// <summary>What was asked for, as reports have it.</summary>
    /// <param name="options">The options of the trainer.</param>
    public ConvNetOptionsReport Report(ConvNetOptions options) =>
        ConvNetOptionsReport.Of(Network, options, Images);

    /// <inheritdoc/>
    public override void AddTo(ArgumentList arguments, FitRequest defaults)
    {
        var usual = (ConvNetFitRequest)defaults;
        arguments.AddUnless(usual.Network, "--network", Network);
        AddTrainingTo(arguments, usual.Training);
        AddImagesTo(arguments, usual);
        arguments.Add("--seed", Images.Seed);
    }

    private void AddTrainingTo(ArgumentList arguments, ConvNetOptions usual)
    {
        arguments.AddUnless(usual.Loss, "--loss", Training.Loss, ConvNetWords.Of(Training.Loss));
        arguments.AddUnless(usual.BatchStatistics, "--batch-statistics", Training.BatchStatistics, ConvNetWords.Of(Training.BatchStatistics));
        arguments.AddUnless(usual.Epochs, "--epochs", Training.Epochs);
        arguments.AddUnless(usual.BatchSize, "--batch", Training.BatchSize);
        AddOptimizerTo(arguments, usual.Optimizer);
        AddScheduleTo(arguments, usual.Schedule);
        arguments.AddUnless(usual.MaxGradientNorm, "--max-gradient-norm", Training.MaxGradientNorm);
        arguments.AddUnless(usual.EarlyStoppingEpochs, "--early-stopping", Training.EarlyStoppingEpochs);
        arguments.AddUnless(
            usual.ValidationFraction > 0 ? usual.ValidationFraction : StepOptions.UsualFraction(Training.EarlyStoppingEpochs),
            "--validation-fraction",
            Training.ValidationFraction);
    }

    private void AddOptimizerTo(ArgumentList arguments, OptimizerOptions usual)
    {
        OptimizerOptions optimizer = Training.Optimizer;
        string word = ConvNetWords.Of(optimizer);
        arguments.AddUnless(ConvNetWords.Of(usual), "--optimizer", word);
        OptimizerOptions plain = ConvNetWords.Of(usual) == word ? usual : ConvNetWords.Optimizer(word)!;
        arguments.AddUnless(plain.LearningRate, "--learning-rate", optimizer.LearningRate);
        arguments.AddUnless(plain.WeightDecay, "--weight-decay", optimizer.WeightDecay);
        if (optimizer is SgdOptions sgd)
        {
            arguments.AddUnless(((SgdOptions)plain).Momentum, "--momentum", sgd.Momentum);
            arguments.AddIf(sgd.Nesterov && !((SgdOptions)plain).Nesterov, "--nesterov");
        }
    }

    private void AddScheduleTo(ArgumentList arguments, ScheduleOptions usual)
    {
        ScheduleOptions schedule = Training.Schedule;
        string word = ConvNetWords.Of(schedule);
        arguments.AddUnless(ConvNetWords.Of(usual), "--schedule", word);
        ScheduleOptions plain = ConvNetWords.Of(usual) == word ? usual : ConvNetWords.Schedule(word)!;
        if (schedule is StepScheduleOptions step)
        {
            arguments.AddUnless(((StepScheduleOptions)plain).Epochs, "--step-epochs", step.Epochs);
            arguments.AddUnless(((StepScheduleOptions)plain).Factor, "--step-factor", step.Factor);
        }
        else if (schedule is OneCycleScheduleOptions cycle)
        {
            arguments.AddUnless(((OneCycleScheduleOptions)plain).WarmUp, "--warm-up", cycle.WarmUp);
        }
    }

    private void AddImagesTo(ArgumentList arguments, ConvNetFitRequest usual)
    {
        AugmentationOptions augmentation = Training.Augmentation;
        arguments.AddIf(augmentation.Flip && !usual.Training.Augmentation.Flip, "--flip");
        arguments.AddUnless(usual.Training.Augmentation.Shift, "--shift", augmentation.Shift);
        arguments.AddIf(augmentation.Crop && !usual.Training.Augmentation.Crop, "--crop");
        arguments.AddUnless(usual.Images.Labels, "--labels", Images.Labels);
        arguments.AddUnless(usual.Images.Resize, "--resize", Images.Resize);
        arguments.AddUnless(usual.Images.TestFraction, "--test-fraction", Images.TestFraction);
        arguments.AddUnless(usual.Images.SampleImages, "--sample-rows", Images.SampleImages);
    }

    private NetworkOptions ReadNetwork()
    {
        try
        {
            return NetworkOptions.Parse(File.ReadAllText(Network));
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOptionsException($"--network names {Network}, which cannot be read as a network: {cause.Message}");
        }
    }
}
