using System.Globalization;
using System.Text.Json.Nodes;

namespace Escala.Cluster.Collectives;

/// <summary>The communicator of 1.7 and 2.0, which is rabit. Its tracker is ours, see <see cref="RabitTracker"/>.</summary>
internal sealed class DialectOf17 : CommunicatorDialect
{
    /// <inheritdoc/>
    public override int Float32 => 6;

    /// <inheritdoc/>
    public override int Float64 => 7;

    /// <inheritdoc/>
    public override int Int64 => 4;

    /// <inheritdoc/>
    public override bool ConnectsInTime => false;

    /// <inheritdoc/>
    public override JsonObject Joining(TrackerAddress tracker, string ticket, TimeSpan patience) => new()
    {
        ["xgboost_communicator"] = "rabit",
        ["DMLC_TRACKER_URI"] = tracker.Host,
        ["DMLC_TRACKER_PORT"] = tracker.Port.ToString(CultureInfo.InvariantCulture),
        ["DMLC_TASK_ID"] = ticket,
        ["DMLC_WORKER_CONNECT_RETRY"] = "1",
        ["rabit_timeout"] = "true",
        ["rabit_timeout_sec"] = Seconds(patience).ToString(CultureInfo.InvariantCulture),
        ["rabit_enable_tcp_no_delay"] = "true",
    };

    /// <inheritdoc/>
    public override ITracker StartTracker(string host, int world, string nonce, TimeSpan deadline) =>
        new RabitTracker(host, world, nonce, deadline);
}
