using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Escala.Cluster.Shims;
using Escala.Data;
using Escala.Engines;
using Escala.Models;

namespace Escala.Cluster.Gang;

/// <summary>
/// One job on a cluster: its ranks are started, all or none, watched until each has given its answer, and gone at the end, however it ends.
/// One attempt only.
/// </summary>
/// <param name="session">The cluster.</param>
/// <param name="settings">How it is used.</param>
/// <param name="order">What the ranks do.</param>
/// <param name="folder">Where the files go that ranks hand over.</param>
/// <param name="checkpoints">Where checkpoints go; null where there are none.</param>
/// <param name="progress">Told how far the ranks have come; null for nobody.</param>
internal sealed class GangJob(
    GangSession session, GangSettings settings, GangOrder order, JobFolder folder, ICheckpoints? checkpoints, IProgress<JobProgress>? progress)
{
    private static readonly TimeSpan LeaseInterval = TimeSpan.FromSeconds(2);

    private readonly string _job = Guid.NewGuid().ToString("N")[..12];
    private readonly string _nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private GangRank[] _ranks = [];

    private GangDeadlines Deadlines => settings.Deadlines;

    private int Threads => settings.Threads ?? _ranks.Min(rank => rank.Worker.Threads);

    /// <summary>Runs the job.</summary>
    /// <param name="cancellationToken">Cancels it; the ranks are gone when the task ends.</param>
    public async Task<GangOutcome> RunAsync(CancellationToken cancellationToken)
    {
        ChannelReader<ShimEvent> events = session.Listen();
        IReadOnlyList<ShimReply.ClusterWorker> workers = await session.WorkersAsync(cancellationToken).ConfigureAwait(false);
        _ranks = [.. workers.Select((worker, rank) => new GangRank(rank, worker))];
        Task<EngineUsage> before = EngineUsage.ReadAsync(session, reset: true, cancellationToken);
        IReadOnlyList<ShimRequest.PlacedRank> placed = await PrepareAsync(workers, cancellationToken).ConfigureAwait(false);
        EngineUsage resting = await before.ConfigureAwait(false);
        using var ended = new CancellationTokenSource();
        Task leases = RenewLeasesAsync(ended.Token);
        TimeSpan grace = TimeSpan.Zero;
        GangOutcome outcome;
        Task<EngineUsage> after;
        try
        {
            await PlaceAsync(placed, cancellationToken).ConfigureAwait(false);
            var watch = new GangWatch(session, settings, _job, _ranks, checkpoints, progress);
            await watch.RunAsync(events, cancellationToken).ConfigureAwait(false);
            outcome = await CollectAsync(cancellationToken).ConfigureAwait(false);

            // The ranks end while the engine's processes are asked.
            await session.SendAsync(_job, null, new DriverMessage.Exit()).ConfigureAwait(false);
            grace = Deadlines.Stop;
            after = EngineUsage.ReadAsync(session, reset: false, cancellationToken);
        }
        finally
        {
            await StopAsync(grace).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await leases.ConfigureAwait(false);
        }

        EngineUsage used = await after.ConfigureAwait(false);
        return outcome with { Processes = used.Since(resting) };
    }

    private async Task<IReadOnlyList<ShimRequest.PlacedRank>> PrepareAsync(
        IReadOnlyList<ShimReply.ClusterWorker> workers, CancellationToken cancellationToken)
    {
        var shipment = new GangShipment(session, settings, workers, cancellationToken);
        IReadOnlyDictionary<string, string> programs = await shipment.ProgramAsync(order.Data.Plan).ConfigureAwait(false);
        IReadOnlyList<ShippedPlace>? rows = shipment.SendsRows(order.Data.Plan) ? await shipment.RowsAsync(order.Data).ConfigureAwait(false) : null;
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> files = await shipment.FilesAsync(order).ConfigureAwait(false);
        JsonElement plan = JsonSerializer.SerializeToElement(order.Data.Plan, DataPlanJson.Default.DataPlan);
        return [.. _ranks.Select(rank => new ShimRequest.PlacedRank(
            rank.Number, rank.Worker.Address, programs[rank.Worker.Address], Assign(rank, plan, rows?[rank.Number], files)))];
    }

    private string Assign(
        GangRank rank, JsonElement plan, ShippedPlace? rows, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> files)
    {
        var assignment = new RankAssignment
        {
            Version = EscalaVersion.Current,
            Job = _job,
            Nonce = _nonce,
            Rank = rank.Number,
            World = _ranks.Length,
            Threads = Threads,
            Host = rank.Worker.Host,
            Operator = order.Operator,
            OperatorVersion = order.OperatorVersion,
            Options = order.Options,
            Plan = plan,
            ShippedRows = rows?.Path,
            Pieces = rows is null ? null : JsonSerializer.SerializeToElement(rows.Pieces, DataPlanJson.Default.IReadOnlyListDataPiece),
            Files = files.ToDictionary(file => file.Key, file => file.Value[rank.Worker.Address]),
            KeepsCheckpoints = order.KeepsCheckpoints,
            Lease = Deadlines.Lease,
            Queue = Deadlines.Queue,
            Start = Deadlines.Start,
            Transfer = Deadlines.Transfer,
        };
        return JsonSerializer.Serialize(assignment, GangJson.Default.RankAssignment);
    }

    private async Task PlaceAsync(IReadOnlyList<ShimRequest.PlacedRank> placed, CancellationToken cancellationToken)
    {
        var request = new ShimRequest.Run(
            _job, placed, GangEnvironment.Of(Threads), Deadlines.Queue.TotalSeconds, Deadlines.Start.TotalSeconds);
        try
        {
            await session.AskAsync(request, ShimJson.Default.Done, Deadlines.Queue + Deadlines.Start, cancellationToken).ConfigureAwait(false);
        }
        catch (ShimException cause)
        {
            throw new GangException($"The job on the {settings.Engine} engine could not start: {cause.Message}", cause);
        }
    }

    private async Task<GangOutcome> CollectAsync(CancellationToken cancellationToken)
    {
        var answers = new List<RankAnswer>();
        var files = new List<JobFile>();
        foreach (GangRank rank in _ranks)
        {
            RankAnswer answer = rank.Result!.Answer ?? await FetchAnswerAsync(rank, cancellationToken).ConfigureAwait(false);
            answers.Add(answer);
            foreach (RankFile file in answer.Files)
            {
                JobFile place = folder.Place(rank.Number, file.Name);
                await session.FetchAsync(_job, rank.Number, file.Path, place.Path, Deadlines.Transfer, cancellationToken).ConfigureAwait(false);
                files.Add(place);
            }
        }

        return new GangOutcome(
            answers[0].Result!.Value,
            string.Join('+', _ranks.Select(rank => rank.Hello!.Kernels).Distinct().Order(StringComparer.Ordinal)),
            [.. answers.Zip(_ranks, (answer, rank) => answer.Measurement with { Host = rank.Hello!.Host, Worker = rank.Worker.Address })],
            files)
        {
            Collective = answers[0].Collective,
        };
    }

    private async Task<RankAnswer> FetchAnswerAsync(GangRank rank, CancellationToken cancellationToken)
    {
        string path = session.Folder.NewPath();
        await session.FetchAsync(_job, rank.Number, rank.Result!.Path!, path, Deadlines.Transfer, cancellationToken).ConfigureAwait(false);
        await using FileStream file = File.OpenRead(path);
        RankAnswer answer = (await JsonSerializer.DeserializeAsync(file, GangJson.Default.RankAnswer, cancellationToken).ConfigureAwait(false))!;
        File.Delete(path);
        return answer;
    }

    /// <summary>From the first request on: ranks that were started early wait for the others, maybe for long.</summary>
    private async Task RenewLeasesAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(LeaseInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                await session.SendAsync(_job, null, new DriverMessage.Lease()).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
    }

    private async Task StopAsync(TimeSpan grace)
    {
        try
        {
            var request = new ShimRequest.Stop(_job, grace.TotalSeconds);
            await session.AskAsync(request, ShimJson.Default.Stopped, grace + Deadlines.Stop, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ShimException)
        {
            // Ranks that cannot be reached end by their lease.
        }
    }
}
