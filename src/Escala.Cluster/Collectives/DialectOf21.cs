using System.Text.Json.Nodes;

namespace Escala.Cluster.Collectives;

/// <summary>The communicator from 2.1 on, which brings its tracker.</summary>
internal sealed class DialectOf21 : CommunicatorDialect
{
    /// <summary>Ranks are numbered in the order of their tickets, not of their hosts.</summary>
    private const int SortByTask = 1;

    /// <inheritdoc/>
    public override int Float32 => 1;

    /// <inheritdoc/>
    public override int Float64 => 2;

    /// <inheritdoc/>
    public override int Int64 => 7;

    /// <inheritdoc/>
    public override bool ConnectsInTime => true;

    /// <inheritdoc/>
    public override JsonObject Joining(TrackerAddress tracker, string ticket, TimeSpan patience) => new()
    {
        ["dmlc_communicator"] = "rabit",
        ["dmlc_tracker_uri"] = tracker.Host,
        ["dmlc_tracker_port"] = tracker.Port,
        ["dmlc_task_id"] = ticket,
        ["dmlc_retry"] = 1,
        ["dmlc_timeout"] = Seconds(patience),
    };

    /// <inheritdoc/>
    public override ITracker StartTracker(string host, int world, string nonce, TimeSpan deadline) => new LibraryTracker(new JsonObject
    {
        ["dmlc_communicator"] = "rabit",
        ["host"] = host,
        ["port"] = 0,
        ["n_workers"] = world,
        ["sortby"] = SortByTask,
        ["timeout"] = Seconds(deadline),
    });
}
