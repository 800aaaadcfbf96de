using Escala.Data;
using Escala.Engines;

namespace Escala.Clustering;

/// <summary>
/// Trains K-means. Centroids, labels and inertia are the same bits on every engine, for any number of ranks and threads, any
/// block size and any instruction set.
/// </summary>
public sealed class KMeansTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOptionsException">One or more options are out of range.</exception>
    public KMeansTrainer(KMeansOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
    }

    /// <summary>The options.</summary>
    public KMeansOptions Options { get; }

    /// <summary>
    /// The file of a checkpoint to resume from, see <see cref="NewestCheckpoint"/>; data and options must be those of the interrupted
    /// fit, which may have run on another engine. Default null: none.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>
    /// The folder that checkpoints <c>checkpoint-RUN-ITERATIONS.json</c> are kept in; to be given exactly when
    /// <see cref="KMeansOptions.CheckpointIterations"/> is. Default null: none.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>The checkpoint of a folder that is farthest; null where there is none.</summary>
    /// <param name="folder">A folder that was given as <see cref="CheckpointFolder"/>.</param>
    public static string? NewestCheckpoint(string folder) => CheckpointRules.Newest(folder, KMeansCheckpoint.PlaceOf);

    /// <summary>Trains a model.</summary>
    /// <param name="data">The rows; the features must be numbers.</param>
    /// <param name="engine">Where to train.</param>
    /// <param name="progress">Told about phases and iterations; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the fit.</param>
    /// <exception cref="DatasetException">The data cannot be used, or have too few distinct rows.</exception>
    /// <exception cref="InvalidOptionsException">
    /// The initial centroids do not fit the features, or the data keep missing values.
    /// </exception>
    public async Task<KMeansModel> FitAsync(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        JobResult<KMeansFitResult> job = await RunAsync(data, engine, progress, cancellationToken).ConfigureAwait(false);
        return KMeansModel.Create(Options, data.Plan, job.Result);
    }

    /// <summary>Trains, and answers with what the engine measured as well.</summary>
    /// <inheritdoc cref="FitAsync"/>
    public Task<JobResult<KMeansFitResult>> RunAsync(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(engine);
        KMeansPlan.Require(data.Plan);
        data.RequireNumericFeatures("K-means", cancellationToken);
        RequireCentroidsOf(data.Plan);
        RequireSettings();
        Dictionary<string, string> files = ResumeFrom is null ? [] : new() { [KMeansCheckpoint.InputFile] = ResumeFrom };
        return engine.RunAsync<KMeansFit, KMeansOptions, KMeansFitResult>(
            new Job<KMeansOptions>(Options, data) { Files = files, CheckpointFolder = CheckpointFolder }, progress, cancellationToken);
    }

    private void RequireSettings()
    {
        if (CheckpointRules.FolderFault(nameof(KMeansTrainer), CheckpointFolder, nameof(Options.CheckpointIterations), Options.CheckpointIterations)
            is { } fault)
        {
            throw new InvalidOptionsException(fault);
        }
    }

    private void RequireCentroidsOf(DataPlan plan)
    {
        int features = plan.Features.Count;
        if (Options.InitialCentroids?.FirstOrDefault(row => row.Length != features) is { } wrong)
        {
            throw new InvalidOptionsException(
                $"InitialCentroids of K-means must be {features} values a row, one per feature, but was {wrong.Length}. "
                + "Give the centroids' values in the order of the features.");
        }
    }
}
