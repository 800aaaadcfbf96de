using Escala.Data;
using Escala.Engines;
using Escala.Vision.Images;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>
/// Trains convolutional networks. The weights are the same bits for the same images, options, ranks, threads and instruction set. Of several ranks
/// each takes its share of every mini-batch, and the gradients are added up (synchronous data-parallel training): the same steps as of one rank, but
/// for rounding and for what batch normalisation sees.
/// </summary>
public sealed class ConvNetTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOptionsException">One or more options are out of range, or the network is not valid.</exception>
    public ConvNetTrainer(ConvNetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
    }

    /// <summary>The options.</summary>
    public ConvNetOptions Options { get; }

    /// <summary>
    /// The file of a checkpoint to resume from, see <see cref="NewestCheckpoint"/>; images and options must be those of the interrupted
    /// fit, but for more epochs where the schedule is constant or in steps. Default null: none.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>
    /// The folder that checkpoints <c>checkpoint-EPOCHS.safetensors</c> are kept in; to be given exactly when
    /// <see cref="ConvNetOptions.CheckpointEpochs"/> is. Default null: none.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>The checkpoint of a folder that has the most epochs; null where there is none.</summary>
    /// <param name="folder">A folder that was given as <see cref="CheckpointFolder"/>.</param>
    public static string? NewestCheckpoint(string folder) => CheckpointRules.Newest(folder, ConvNetCheckpoint.EpochsOf);

    /// <summary>Trains a model.</summary>
    /// <param name="images">The images.</param>
    /// <param name="engine">Where to train.</param>
    /// <param name="progress">Told about phases, images and the loss; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the fit.</param>
    /// <exception cref="DatasetException">The images cannot be used.</exception>
    /// <exception cref="InvalidOptionsException">The options do not fit the images, or the network does not fit into memory.</exception>
    /// <exception cref="EscalaException">Training diverged, or a file cannot be written.</exception>
    public async Task<ConvNetModel> FitAsync(
        ImageData images, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        JobResult<ConvNetFitResult> job = await RunAsync(images, engine, progress, cancellationToken).ConfigureAwait(false);
        return ConvNetModel.Create(Options, images, job);
    }

    /// <summary>Trains, and answers with what the engine measured as well. <see cref="ConvNetModel.Create"/> makes the model of it.</summary>
    /// <inheritdoc cref="FitAsync"/>
    public Task<JobResult<ConvNetFitResult>> RunAsync(
        ImageData images, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(engine);
        ConvNetPlan.Require(Options, images);
        if (CheckpointRules.FolderFault(nameof(ConvNetTrainer), CheckpointFolder, nameof(Options.CheckpointEpochs), Options.CheckpointEpochs)
            is { } fault)
        {
            throw new InvalidOptionsException(fault);
        }

        var job = new Job<ConvNetFitOptions>(new ConvNetFitOptions { Training = Options, Images = images }, Dataset.None)
        {
            Files = ResumeFrom is null ? new Dictionary<string, string>() : new() { [ConvNetCheckpoint.InputFile] = ResumeFrom },
            CheckpointFolder = CheckpointFolder,
            Packable = new PackedImages(images),
        };
        return engine.RunAsync<ConvNetFit, ConvNetFitOptions, ConvNetFitResult>(job, progress, cancellationToken);
    }
}
