using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Escala.Cluster.Shims;

namespace Escala.Cluster.Gang;

/// <summary>A connected cluster, good for many jobs, one at a time.</summary>
internal sealed class GangSession : IAsyncDisposable
{
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WorkerPoll = TimeSpan.FromMilliseconds(200);

    private readonly GangSettings _settings;
    private readonly ShimProcess _shim;
    private Channel<ShimEvent> _events = Channel.CreateUnbounded<ShimEvent>();
    private readonly long _start = Stopwatch.GetTimestamp();
    private IReadOnlyList<ShimReply.ClusterWorker> _seen = [];
    private volatile bool _isUnreachable;

    private GangSession(GangSettings settings, SessionFolder folder)
    {
        (_settings, Folder) = (settings, folder);
        _shim = ShimProcess.Start(settings.Python, folder.ScriptPath(settings.Script), folder.LogPath, Take);
        _ = _shim.Gone.ContinueWith(
            _ => Take(new ShimEvent(GangEvents.Gone, null, null, null, null, null, null, null)), TaskScheduler.Default);
    }

    /// <summary>Its files.</summary>
    public SessionFolder Folder { get; }

    /// <summary>The time from the start of the shim until the cluster could be used, with the rows that it was asked for.</summary>
    public TimeSpan StartUp { get; private set; }

    /// <summary>The number of ranks of its jobs.</summary>
    public int World { get; private set; }

    /// <summary>Whether it can run another job: not when the shim or the scheduler is gone.</summary>
    public bool IsUsable => !_isUnreachable && !_shim.HasEnded;

    /// <summary>Starts the shim and connects.</summary>
    /// <param name="settings">The cluster.</param>
    /// <param name="holdsRows">Whether rows of the cluster are loaded before the first job.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="EscalaException">The cluster cannot be had.</exception>
    public static async Task<GangSession> StartAsync(GangSettings settings, bool holdsRows, CancellationToken cancellationToken)
    {
        var folder = new SessionFolder(settings.Engine);
        GangSession? session = null;
        try
        {
            session = new GangSession(settings, folder);
            await session.ConnectAsync(holdsRows, cancellationToken).ConfigureAwait(false);
            session.StartUp = Stopwatch.GetElapsedTime(session._start);
            return session;
        }
        catch (ShimException cause)
        {
            await session!.DisposeAsync().ConfigureAwait(false);
            throw new GangException(
                $"The {settings.Engine} engine cannot use {settings.Cluster}: {cause.Message} {LogTail.Of(folder.LogPath)}".TrimEnd(), cause);
        }
        catch
        {
            if (session is null)
            {
                folder.Dispose();
            }
            else
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>What happens from now on, to whoever reads it.</summary>
    public ChannelReader<ShimEvent> Listen()
    {
        var events = Channel.CreateUnbounded<ShimEvent>();
        Interlocked.Exchange(ref _events, events);
        return events.Reader;
    }

    /// <summary>Asks the shim; its deadline is that of the request and some seconds.</summary>
    public Task<T> AskAsync<T>(ShimRequest request, JsonTypeInfo<T> reply, TimeSpan deadline, CancellationToken cancellationToken) =>
        _shim.AskAsync(request, reply, deadline + Quick, cancellationToken);

    /// <summary>Sends a line to ranks; that a rank is gone is known from elsewhere.</summary>
    public async Task SendAsync(string job, IReadOnlyList<int>? ranks, DriverMessage message)
    {
        string line = System.Text.Json.JsonSerializer.Serialize(message, GangJson.Default.DriverMessage);
        try
        {
            await _shim.AskAsync(new ShimRequest.Send(job, ranks, line), ShimJson.Default.Done, Quick, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ShimException)
        {
            // What is wrong is said by an event, or the rank's silence.
        }
    }

    /// <summary>Fetches a file that a rank made.</summary>
    public Task FetchAsync(string job, int rank, string path, string to, TimeSpan deadline, CancellationToken cancellationToken) => AskAsync(
        new ShimRequest.Fetch(job, rank, path, to, deadline.TotalSeconds), ShimJson.Default.Done, deadline, cancellationToken);

    /// <summary>Waits until there are as many workers as ranks.</summary>
    /// <returns>One worker per rank, always in the same order.</returns>
    /// <exception cref="GangException">They did not come in time.</exception>
    public async Task<IReadOnlyList<ShimReply.ClusterWorker>> WorkersAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (_seen.Count < World)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
            if (_seen.Count >= World)
            {
                break;
            }

            if (Stopwatch.GetElapsedTime(start) > _settings.Deadlines.Start)
            {
                throw new GangException(
                    $"The {_settings.Engine} engine needs {World} workers of {_settings.Cluster}, but {_seen.Count} of {World} came within "
                    + $"{_settings.Deadlines.Start.TotalSeconds:0} s. Start the workers that are missing, or ask for fewer.");
            }

            await Task.Delay(WorkerPoll, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<ShimReply.ClusterWorker> workers = [.. _seen.Take(World)];

        // Workers come and go: what is known now is no longer certain at the next job.
        _seen = [];
        return workers;
    }

    /// <summary>The columns of rows that the cluster holds.</summary>
    /// <param name="source">A query, or the name of a dataset.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<IReadOnlyList<ShimReply.HeldColumn>> DescribeAsync(string source, CancellationToken cancellationToken)
    {
        TimeSpan deadline = _settings.Deadlines.Connect;
        ShimReply.Description described = await AskAsync(
            new ShimRequest.Describe(source, deadline.TotalSeconds), ShimJson.Default.Description, deadline, cancellationToken).ConfigureAwait(false);
        return described.Columns;
    }

    /// <summary>Has the rows that were described written on the nodes of the ranks.</summary>
    /// <param name="columns">The 0-based columns to write, in this order.</param>
    /// <param name="rowId">The column that orders the rows; null for none.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>One part per rank, in the order of the rows.</returns>
    public async Task<IReadOnlyList<ShimReply.HeldPart>> LoadAsync(IReadOnlyList<int> columns, int? rowId, CancellationToken cancellationToken)
    {
        IReadOnlyList<ShimReply.ClusterWorker> workers =
            _settings.PlacesWithRows ? [] : await WorkersAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan deadline = _settings.Deadlines.Transfer;
        var request = new ShimRequest.Load(columns, rowId, [.. workers.Select(worker => worker.Address)], deadline.TotalSeconds);
        ShimReply.Loaded loaded = await AskAsync(request, ShimJson.Default.Loaded, deadline, cancellationToken).ConfigureAwait(false);
        World = loaded.Parts.Count;
        StartUp = Stopwatch.GetElapsedTime(_start);
        return loaded.Parts;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _shim.DisposeAsync().ConfigureAwait(false);
        Folder.Dispose();
    }

    private async Task ConnectAsync(bool holdsRows, CancellationToken cancellationToken)
    {
        ShimRequest.Connect request = _settings.Connect(Folder.Cluster) with { HoldsRows = holdsRows };
        ShimReply.Connected connected = await AskAsync(
            request, ShimJson.Default.Connected, _settings.Deadlines.Connect, cancellationToken).ConfigureAwait(false);
        _seen = InOrder(connected.Workers);
        World = _settings.World ?? Math.Max(1, _seen.Count);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        ShimReply.WorkerList list = await AskAsync(
            new ShimRequest.ListWorkers(), ShimJson.Default.WorkerList, Quick, cancellationToken).ConfigureAwait(false);
        _seen = InOrder(list.Workers);
    }

    private static IReadOnlyList<ShimReply.ClusterWorker> InOrder(IEnumerable<ShimReply.ClusterWorker> workers) =>
        [.. workers.OrderBy(worker => int.TryParse(worker.Name, out int number) ? number : int.MaxValue)
            .ThenBy(worker => worker.Name, StringComparer.Ordinal)];

    private void Take(ShimEvent happened)
    {
        if (happened.Event is GangEvents.Unreachable)
        {
            _isUnreachable = true;
        }

        _events.Writer.TryWrite(happened);
    }
}
