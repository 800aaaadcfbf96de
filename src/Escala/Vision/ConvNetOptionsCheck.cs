namespace Escala.Vision;

/// <summary>Checks options by themselves, without data.</summary>
internal sealed class ConvNetOptionsCheck
{
    private readonly ConvNetOptions _options;
    private readonly List<string> _faults = [];

    private ConvNetOptionsCheck(ConvNetOptions options) => _options = options;

    /// <summary>Every fault, one sentence or two each.</summary>
    public static IReadOnlyList<string> Faults(ConvNetOptions options)
    {
        var check = new ConvNetOptionsCheck(options);
        check.CheckNetwork();
        check.CheckTraining();
        check.CheckValidation();
        check.CheckOptimizer();
        check.CheckSchedule();
        check.CheckAugmentation();
        return check._faults;
    }

    private void CheckNetwork()
    {
        (IReadOnlyList<LayerShape> layers, IReadOnlyList<string> faults) = NetworkShapes.Follow(_options.Network);
        _faults.AddRange(faults);
        if (faults.Count == 0 && !layers[^1].Output.IsFlat)
        {
            _faults.Add(
                $"Output of {layers[^1].Place.Text} must be flat, one value per class, where it is the last layer, but was {layers[^1].Output}. "
                + "End the network with a dense layer.");
        }
    }

    private void CheckTraining()
    {
        Require(Enum.IsDefined(_options.Loss), nameof(_options.Loss), "crossEntropy or meanSquaredError", _options.Loss, "crossEntropy is usual.");
        Require(_options.Epochs >= 1, nameof(_options.Epochs), "at least 1", _options.Epochs, "10 is usual for small images.");
        Require(_options.BatchSize >= 1, nameof(_options.BatchSize), "at least 1", _options.BatchSize, "64 is usual.");
        Require(
            _options.CheckpointEpochs is null or >= 1, nameof(_options.CheckpointEpochs), "at least 1", _options.CheckpointEpochs,
            "Leave it out to write no checkpoints.");
        Require(
            _options.MaxGradientNorm is null || (double.IsFinite(_options.MaxGradientNorm.Value) && _options.MaxGradientNorm > 0),
            nameof(_options.MaxGradientNorm), "finite and above 0", _options.MaxGradientNorm, "Leave it out to leave gradients as they are.");
        Require(
            Enum.IsDefined(_options.BatchStatistics), nameof(_options.BatchStatistics), "rank or all", _options.BatchStatistics, "rank is usual.");
    }

    private void CheckValidation()
    {
        Require(
            _options.ValidationFraction is >= 0 and < 1, nameof(_options.ValidationFraction), "at least 0 and below 1", _options.ValidationFraction,
            "Give the share of the training images to validate with.");
        Require(
            _options.EarlyStoppingEpochs is null or >= 1, nameof(_options.EarlyStoppingEpochs), "at least 1", _options.EarlyStoppingEpochs,
            "Leave it out to train all epochs.");
        Require(
            _options.EarlyStoppingEpochs is null || _options.ValidationFraction != 0, nameof(_options.EarlyStoppingEpochs),
            "left out where ValidationFraction is 0", _options.EarlyStoppingEpochs, "Keep images for validation to stop by, 0.1 say.");
    }

    private void CheckOptimizer()
    {
        OptimizerOptions optimizer = _options.Optimizer;
        Require(
            double.IsFinite(optimizer.LearningRate) && optimizer.LearningRate > 0, nameof(optimizer.LearningRate), "finite and above 0",
            optimizer.LearningRate, "0.05 is usual for sgd, 0.001 for adam and adamw.");
        Require(
            double.IsFinite(optimizer.WeightDecay) && optimizer.WeightDecay >= 0, nameof(optimizer.WeightDecay), "finite and at least 0",
            optimizer.WeightDecay, "0 switches it off.");
        switch (optimizer)
        {
            case SgdOptions sgd:
                Require(sgd.Momentum is >= 0 and < 1, nameof(sgd.Momentum), "at least 0 and below 1", sgd.Momentum, "0.9 is usual.");
                Require(
                    !sgd.Nesterov || sgd.Momentum != 0, nameof(sgd.Momentum), "above 0 with Nesterov", sgd.Momentum,
                    "0.9 is usual; or leave Nesterov out.");
                break;
            case AdamOptions adam:
                CheckMeans(adam.Beta1, adam.Beta2, adam.Epsilon);
                break;
            case AdamWOptions adam:
                CheckMeans(adam.Beta1, adam.Beta2, adam.Epsilon);
                break;
        }
    }

    private void CheckMeans(double beta1, double beta2, double epsilon)
    {
        Require(beta1 is >= 0 and < 1, nameof(AdamOptions.Beta1), "at least 0 and below 1", beta1, "0.9 is usual.");
        Require(beta2 is >= 0 and < 1, nameof(AdamOptions.Beta2), "at least 0 and below 1", beta2, "0.999 is usual.");
        Require(double.IsFinite(epsilon) && epsilon > 0, nameof(AdamOptions.Epsilon), "finite and above 0", epsilon, "1e-8 is usual.");
    }

    private void CheckSchedule()
    {
        switch (_options.Schedule)
        {
            case StepScheduleOptions step:
                Require(step.Epochs >= 1, "Epochs of the step schedule", "at least 1", step.Epochs, "10 is usual.");
                Require(step.Factor is > 0 and <= 1, nameof(step.Factor), "above 0 and at most 1", step.Factor, "0.1 is usual.");
                break;
            case CosineScheduleOptions cosine:
                double last = cosine.LastLearningRate;
                Require(double.IsFinite(last) && last >= 0, nameof(cosine.LastLearningRate), "finite and at least 0", last, "0 is usual.");
                Require(
                    !(last > _options.Optimizer.LearningRate), nameof(cosine.LastLearningRate),
                    $"at most LearningRate, {_options.Optimizer.LearningRate}", last, "0 is usual.");
                break;
            case OneCycleScheduleOptions cycle:
                Require(cycle.WarmUp is > 0 and < 1, nameof(cycle.WarmUp), "above 0 and below 1", cycle.WarmUp, "0.3 is usual.");
                RequireDivisor(nameof(cycle.FirstDivisor), cycle.FirstDivisor, "25 is usual.");
                RequireDivisor(nameof(cycle.LastDivisor), cycle.LastDivisor, "10000 is usual.");
                break;
        }
    }

    private void CheckAugmentation()
    {
        int most = Math.Max(0, Math.Min(_options.Network.Input.Height, _options.Network.Input.Width) - 1);
        int shift = _options.Augmentation.Shift;
        Require(
            shift >= 0 && shift <= most, nameof(_options.Augmentation.Shift), $"at least 0 and below the images' height and width, at most {most}",
            shift, "An eighth of the width is usual.");
    }

    private void RequireDivisor(string option, double value, string advice) =>
        Require(double.IsFinite(value) && value >= 1, option, "finite and at least 1", value, advice);

    private void Require(bool holds, string option, string constraint, object? value, string advice)
    {
        if (!holds)
        {
            _faults.Add(FormattableString.Invariant($"{option} of ConvNet must be {constraint}, but was {value}. {advice}"));
        }
    }
}
