namespace Escala.Vision;

/// <summary>The options of training a convolutional network. Change them by <c>with</c>.</summary>
public sealed record ConvNetOptions
{
    /// <summary>The network; <see cref="NetworkPresets"/> has some by name.</summary>
    public required NetworkOptions Network { get; init; }

    /// <summary>What training makes small. Default <see cref="ConvNetLoss.CrossEntropy"/>.</summary>
    public ConvNetLoss Loss { get; set; }

    /// <summary>How often every training image is seen, at least 1. Default 10. Keras <c>epochs</c>.</summary>
    public int Epochs { get; set; } = 10;

    /// <summary>
    /// The images of a mini-batch, over all ranks, at least 1; the last one of an epoch has what remains. Default 64. PyTorch
    /// <c>DataLoader(batch_size, drop_last=False)</c>.
    /// </summary>
    public int BatchSize { get; set; } = 64;

    /// <summary>How weights follow their gradients, with the learning rate. Default <see cref="SgdOptions"/> with a momentum of 0.9.</summary>
    public OptimizerOptions Optimizer { get; set; } = new SgdOptions();

    /// <summary>How the learning rate goes on. Default <see cref="OneCycleScheduleOptions"/>.</summary>
    public ScheduleOptions Schedule { get; set; } = new OneCycleScheduleOptions();

    /// <summary>
    /// The largest norm of all gradients together (the root of the sum of their squares), finite and above 0; larger ones are scaled
    /// down to it. Default null: they stay as they are. PyTorch <c>nn.utils.clip_grad_norm_(max_norm)</c>.
    /// </summary>
    public double? MaxGradientNorm { get; set; }

    /// <summary>
    /// Training ends when the loss on the validation images has not improved for so many epochs, at least 1; the best epoch's weights
    /// are kept. It needs a <see cref="ValidationFraction"/>. Default null: all epochs are trained. Keras <c>EarlyStopping(patience)</c>.
    /// </summary>
    public int? EarlyStoppingEpochs { get; set; }

    /// <summary>
    /// The share of the training images kept for validation, at least 0 and below 1. Default 0: none. Keras <c>validation_split</c>.
    /// </summary>
    public double ValidationFraction { get; set; }

    /// <summary>What is done to training images at random. Default: nothing.</summary>
    public AugmentationOptions Augmentation { get; set; } = new();

    /// <summary>What batch normalisation's statistics are taken over where several ranks train. Default <see cref="BatchStatistics.Rank"/>.</summary>
    public BatchStatistics BatchStatistics { get; set; }

    /// <summary>
    /// The epochs from one checkpoint to the next, at least 1; the trainer's <see cref="ConvNetTrainer.CheckpointFolder"/> says where they go.
    /// Default null: none are written.
    /// </summary>
    public int? CheckpointEpochs { get; set; }

    /// <summary>The seed of every random choice: first weights, order of images, augmentation, dropout, validation part. Default 0.</summary>
    public ulong Seed { get; set; }

    /// <summary>Checks every option that can be checked without the data.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range, or the network is not valid; all faults are listed.</exception>
    public void Validate()
    {
        IReadOnlyList<string> faults = ConvNetOptionsCheck.Faults(this);
        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
