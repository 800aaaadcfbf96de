using Escala.Data;
using Escala.Engines;
using Escala.Metrics;

namespace Escala.Boosting;

/// <summary>
/// Trains boosted trees through libxgboost. The model is the same bits for the same data, options, threads and libxgboost.
/// </summary>
public sealed class XGBoostTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOptionsException">One or more options are out of range.</exception>
    public XGBoostTrainer(XGBoostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
    }

    /// <summary>The options.</summary>
    public XGBoostOptions Options { get; }

    /// <summary>A model to continue from: <see cref="XGBoostOptions.Rounds"/> are trained on top of its own. Default null: none.</summary>
    public XGBoostModel? StartModel { get; init; }

    /// <summary>
    /// The file of a checkpoint to resume from, see <see cref="NewestCheckpoint"/>; data and options must be those of the interrupted
    /// fit, but for more rounds. Default null: none.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>
    /// The folder that checkpoints <c>checkpoint-ROUNDS.ubj</c> are kept in; to be given exactly when
    /// <see cref="XGBoostOptions.CheckpointRounds"/> is. Default null: none.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>The checkpoint of a folder that has the most rounds; null where there is none.</summary>
    /// <param name="folder">A folder that was given as <see cref="CheckpointFolder"/>.</param>
    public static string? NewestCheckpoint(string folder) => CheckpointRules.Newest(folder, XGBoostCheckpoint.RoundsOf);

    /// <summary>Trains a model.</summary>
    /// <param name="data">The rows, with a label.</param>
    /// <param name="engine">Where to train.</param>
    /// <param name="progress">Told about phases and rounds; null for nobody.</param>
    /// <param name="cancellationToken">Cancels the fit.</param>
    /// <exception cref="DatasetException">The data cannot be used, or there is nothing to learn.</exception>
    /// <exception cref="InvalidOptionsException">The options do not fit the data, or libxgboost does not know a parameter.</exception>
    public async Task<XGBoostModel> FitAsync(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Dataset complete = data.WithCategories(cancellationToken);
        JobResult<XGBoostFitResult> job = await RunAsync(complete, engine, progress, cancellationToken).ConfigureAwait(false);
        return XGBoostModel.Create(Options, complete.Plan, job);
    }

    /// <summary>Trains, and answers with what the engine measured as well. <see cref="XGBoostModel.Create"/> makes the model of it.</summary>
    /// <inheritdoc cref="FitAsync"/>
    public Task<JobResult<XGBoostFitResult>> RunAsync(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync<XGBoostFit>(data, engine, progress, cancellationToken);

    /// <summary>Trains with a metric of one's own, which is measured after those of the options and judges when to stop.</summary>
    /// <typeparam name="TMetric">The metric.</typeparam>
    /// <inheritdoc cref="FitAsync"/>
    public Task<JobResult<XGBoostFitResult>> RunWithMetricAsync<TMetric>(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
        where TMetric : IEvaluationMetric, new() =>
        RunAsync<XGBoostFit<TMetric>>(data, engine, progress, cancellationToken);

    private async Task<JobResult<XGBoostFitResult>> RunAsync<TOperator>(
        Dataset data, IEngine engine, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        where TOperator : IOperator<XGBoostOptions, XGBoostFitResult>, new()
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(engine);
        RequireSettings();
        Dataset complete = data.WithCategories(cancellationToken);
        XGBoostPlan.Require(Options, complete.Plan);
        string? model = null;
        try
        {
            Dictionary<string, string> files = [];
            if (StartModel is not null)
            {
                model = Path.GetTempFileName();
                StartModel.Save(model);
                files.Add(XGBoostStart.ModelFile, model);
            }

            if (ResumeFrom is not null)
            {
                files.Add(XGBoostStart.CheckpointFile, ResumeFrom);
            }

            var job = new Job<XGBoostOptions>(Options, complete) { Files = files, CheckpointFolder = CheckpointFolder };
            return await engine.RunAsync<TOperator, XGBoostOptions, XGBoostFitResult>(job, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (model is not null)
            {
                File.Delete(model);
            }
        }
    }

    private void RequireSettings()
    {
        List<string> faults = [];
        if (StartModel is not null && ResumeFrom is not null)
        {
            faults.Add($"ResumeFrom of XGBoostTrainer must be left out with StartModel, but was '{ResumeFrom}'. A checkpoint knows what it continued from.");
        }

        if (CheckpointRules.FolderFault(nameof(XGBoostTrainer), CheckpointFolder, nameof(Options.CheckpointRounds), Options.CheckpointRounds)
            is { } fault)
        {
            faults.Add(fault);
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
