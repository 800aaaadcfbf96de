using System.Text.Json.Nodes;
using Escala.LibXGBoost;

namespace Escala.Cluster.Collectives;

/// <summary>
/// The tracker of libxgboost itself. It takes whoever speaks its protocol: a rank of another job is noticed when the ranks have met, see
/// <see cref="CommunicatorCollective.Join"/>.
/// </summary>
internal sealed class LibraryTracker : ITracker
{
    private readonly NativeTracker _tracker;

    /// <summary>Starts it.</summary>
    /// <param name="config">By XGBoost's names.</param>
    public LibraryTracker(JsonObject config)
    {
        _tracker = new NativeTracker(config.ToJsonString());
        JsonNode arguments = JsonNode.Parse(_tracker.ReadWorkerArguments())!;
        Host = (string)arguments["dmlc_tracker_uri"]!;
        Port = (int)arguments["dmlc_tracker_port"]!;
    }

    /// <inheritdoc/>
    public string Host { get; }

    /// <inheritdoc/>
    public int Port { get; }

    /// <inheritdoc/>
    public string? Failure => null;

    /// <inheritdoc/>
    public bool WaitForFarewells(TimeSpan patience)
    {
        try
        {
            _tracker.WaitForEnd(CommunicatorDialect.Seconds(patience));
            return true;
        }
        catch (XGBoostException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _tracker.Dispose();
}
