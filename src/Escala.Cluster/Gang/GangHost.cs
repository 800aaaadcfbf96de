using System.Text.Json;
using Escala.Cluster.Shims;
using Escala.Data;
using Escala.Engines;

namespace Escala.Cluster.Gang;

/// <summary>Runs jobs on a cluster, one at a time: the inside of the engines of clusters.</summary>
/// <param name="settings">The cluster.</param>
internal sealed class GangHost(GangSettings settings) : IAsyncDisposable
{
    private readonly JobGate _gate = new(settings.Engine);
    private readonly JobFolders _folders = new();
    private GangSession? _session;
    private bool _holdsRows;
    private bool _hasRun;

    /// <summary>Runs a job.</summary>
    public Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        ArgumentNullException.ThrowIfNull(job);
        job.RequireFiles();
        return _gate.RunAsync(stop => RunAsync<TOperator, TOptions, TResult>(job, progress, stop), cancellationToken);
    }

    /// <summary>Opens rows that the cluster holds; see the engines.</summary>
    public Task<Dataset> OpenRowsAsync(string source, string? rowId, DatasetOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        var rows = new HeldRows(source, rowId, options ?? new DatasetOptions());
        rows.Validate(settings);
        return _gate.RunAsync(stop => OpenAsync(rows, stop.Token), cancellationToken);
    }

    /// <summary>Cancels the running job, if any, waits for its end, removes the files of all jobs, and ends the session.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.DisposeAsync().ConfigureAwait(false);
        await EndSessionAsync().ConfigureAwait(false);
        _folders.Dispose();
    }

    private async Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        Job<TOptions> job, IProgress<JobProgress>? progress, CancellationTokenSource stop)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        if (_session is { IsUsable: false })
        {
            // It ended between two jobs.
            await EndSessionAsync().ConfigureAwait(false);
        }

        bool isFirst = _session is null || !_hasRun;
        if (_holdsRows && _session is null)
        {
            throw new GangException($"The session on the {settings.Engine} engine that held the rows has ended. Open them again on a new engine.");
        }

        _session ??= await GangSession.StartAsync(settings, holdsRows: false, stop.Token).ConfigureAwait(false);
        _hasRun = true;
        var order = new GangOrder
        {
            Operator = TOperator.Contract.Name,
            OperatorVersion = TOperator.Contract.Version,
            Options = JsonSerializer.SerializeToElement(job.Options, TOperator.Contract.Options),
            Data = job.Data,
            Files = job.Files,
            Packable = job.Packable,
            KeepsCheckpoints = job.CheckpointFolder is not null,
        };
        GangOutcome outcome = await _folders.RunAsync(
            folder => RunAsync(order, folder, job.CheckpointFolder, progress, stop.Token), result => result.Files).ConfigureAwait(false);
        return new JobResult<TResult>
        {
            Result = outcome.Result.Deserialize(TOperator.Contract.Result)!,
            Engine = settings.Engine,
            Kernels = outcome.Kernels,
            Collective = outcome.Collective,
            Ranks = outcome.Ranks,
            Files = outcome.Files,
            EngineStartUp = isFirst ? _session.StartUp : TimeSpan.Zero,
            EngineProcesses = outcome.Processes,
            LogFile = _session.Folder.LogPath,
        };
    }

    private async Task<Dataset> OpenAsync(HeldRows rows, CancellationToken cancellationToken)
    {
        if (_hasRun || _holdsRows)
        {
            throw new InvalidOperationException(
                $"Rows of the cluster must be opened once, before the first job of the {settings.Engine} engine. Use another engine for others.");
        }

        _session = await GangSession.StartAsync(settings, holdsRows: true, cancellationToken).ConfigureAwait(false);
        try
        {
            Dataset data = await rows.LoadAsync(_session, settings.Engine, cancellationToken).ConfigureAwait(false);
            _holdsRows = true;
            return data;
        }
        catch (Exception cause)
        {
            await EndSessionAsync().ConfigureAwait(false);
            if (cause is not ShimException refusal)
            {
                throw;
            }

            throw refusal.Kind == "data"
                ? new DatasetException($"{refusal.Message} ({settings.Engine})", refusal)
                : new GangException($"The {settings.Engine} engine cannot load the rows: {refusal.Message}", refusal);
        }
    }

    private async Task<GangOutcome> RunAsync(
        GangOrder order, JobFolder folder, string? checkpoints, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        GangSession session = _session!;
        try
        {
            var job = new GangJob(
                session, settings, order, folder, checkpoints is null ? null : new CheckpointFolder(checkpoints), progress);
            return await job.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (!session.IsUsable)
            {
                await EndSessionAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task EndSessionAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
