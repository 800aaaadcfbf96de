using System.Text.Json;
using System.Threading.Channels;
using Escala.Cluster.Shims;
using Escala.Engines;

namespace Escala.Cluster.Gang;

/// <summary>Watches the ranks of a job until each has given its answer or something has failed.</summary>
/// <param name="session">The cluster.</param>
/// <param name="settings">How it is used.</param>
/// <param name="job">The job.</param>
/// <param name="ranks">Its ranks.</param>
/// <param name="checkpoints">Where checkpoints go; null where there are none.</param>
/// <param name="progress">Told how far the ranks have come; null for nobody.</param>
internal sealed class GangWatch(
    GangSession session,
    GangSettings settings,
    string job,
    IReadOnlyList<GangRank> ranks,
    ICheckpoints? checkpoints,
    IProgress<JobProgress>? progress)
{
    /// <summary>How long a failure that follows from another one waits for that to show.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly List<GangFault> _faults = [];
    private Task _taking = Task.CompletedTask;

    /// <summary>Waits for the answers of all ranks.</summary>
    /// <param name="events">What happens.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="EscalaException">Something failed; what is nearest to the cause is thrown.</exception>
    public async Task RunAsync(ChannelReader<ShimEvent> events, CancellationToken cancellationToken)
    {
        foreach (GangRank rank in ranks)
        {
            rank.Hear();
        }

        while (!ranks.All(rank => rank.Result is not null))
        {
            await ReadAsync(events, Tick, cancellationToken).ConfigureAwait(false);
            Listen();
            if (_faults.Count > 0)
            {
                await SettleAsync(events, cancellationToken).ConfigureAwait(false);
                throw _faults.MinBy(fault => fault.Weight)!.Error;
            }
        }

        await _taking.ConfigureAwait(false);
    }

    private async Task SettleAsync(ChannelReader<ShimEvent> events, CancellationToken cancellationToken)
    {
        using var settled = new CancellationTokenSource(Settling);
        while (!settled.IsCancellationRequested && _faults.All(fault => fault.IsConsequence))
        {
            await ReadAsync(events, TimeSpan.FromMilliseconds(50), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what has happened, after waiting for it for some time.</summary>
    private async Task ReadAsync(ChannelReader<ShimEvent> events, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(patience);
        try
        {
            await events.WaitToReadAsync(waiting.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return;
        }

        while (events.TryRead(out ShimEvent? happened))
        {
            Take(happened);
        }
    }

    private void Listen()
    {
        if (_taking.IsFaulted)
        {
            _faults.Add(new GangFault(1, _taking.Exception.GetBaseException()));
        }

        foreach (GangRank rank in ranks.Where(rank => rank.Result is null && rank.Silence > settings.Deadlines.Silence))
        {
            _faults.Add(GangFault.Silent(settings.Engine, rank));
        }
    }

    private void Take(ShimEvent happened)
    {
        switch (happened.Event)
        {
            case GangEvents.Gone:
                _faults.Add(GangFault.Lost(settings.Engine, "the cluster's Python has ended."));
                return;
            case GangEvents.Unreachable:
                _faults.Add(GangFault.Lost(settings.Engine, $"{settings.Cluster} cannot be reached any more: {happened.Reason}"));
                return;
        }

        if (happened.Job != job || happened.Rank is not { } number)
        {
            return;
        }

        GangRank rank = ranks[number];
        switch (happened.Event)
        {
            case GangEvents.Line:
                rank.Hear();
                Take(rank, JsonSerializer.Deserialize(happened.Line!, GangJson.Default.RankMessage)!);
                break;
            case GangEvents.Ended when rank.Result is null:
                _faults.Add(GangFault.Ended(settings.Engine, rank, happened.Exit ?? 0, happened.Stderr));
                break;
            case GangEvents.Lost:
                _faults.Add(GangFault.Lost(settings.Engine, $"{rank} is lost: {happened.Reason}"));
                break;
        }
    }

    private void Take(GangRank rank, RankMessage message)
    {
        switch (message)
        {
            case RankMessage.Hello hello:
                rank.Hello = hello;
                break;
            case RankMessage.Tracker tracker:
                _ = session.SendAsync(job, null, new DriverMessage.Meet(tracker.Host, tracker.Port));
                break;
            case RankMessage.Progress reached:
                Take(rank, reached.Steps);
                break;
            case RankMessage.Checkpoint checkpoint:
                _taking = TakeAsync(_taking, rank, checkpoint);
                break;
            case RankMessage.Result result:
                rank.Result = result;
                break;
            case RankMessage.Failure failure:
                _faults.Add(GangFault.Failed(settings.Engine, rank, failure));
                break;
        }
    }

    private void Take(GangRank rank, IReadOnlyList<JobProgress> steps)
    {
        foreach (JobProgress step in steps)
        {
            rank.Phase = step.Phase;
            progress?.Report(step);
        }
    }

    /// <summary>Fetches a checkpoint, keeps it, and says so to the rank, which waits.</summary>
    private async Task TakeAsync(Task earlier, GangRank rank, RankMessage.Checkpoint checkpoint)
    {
        await earlier.ConfigureAwait(false);
        string path = session.Folder.NewPath();
        await session.FetchAsync(job, rank.Number, checkpoint.Path, path, settings.Deadlines.Transfer, CancellationToken.None).ConfigureAwait(false);
        await using (FileStream fetched = File.OpenRead(path))
        {
            checkpoints!.Write(checkpoint.Name, fetched.CopyTo);
        }

        File.Delete(path);
        await session.SendAsync(job, [rank.Number], new DriverMessage.CheckpointTaken(checkpoint.Name)).ConfigureAwait(false);
    }
}
