using System.Text.Json.Nodes;
using Escala.LibXGBoost;

namespace Escala.Cluster.Collectives;

/// <summary>
/// What differs between the communicators of libxgboost's versions: 2.1 has another than 1.7 and 2.0, with other names, other numbers and
/// another protocol. What the library has decides, not its version.
/// </summary>
internal abstract class CommunicatorDialect
{
    /// <summary>The number that stands for float32.</summary>
    public abstract int Float32 { get; }

    /// <summary>The number that stands for float64.</summary>
    public abstract int Float64 { get; }

    /// <summary>The number that stands for int64.</summary>
    public abstract int Int64 { get; }

    /// <summary>Whether libxgboost puts a deadline to its connection to the tracker; where it does not, it tries for minutes.</summary>
    public abstract bool ConnectsInTime { get; }

    /// <summary>The dialect of the loaded library.</summary>
    /// <exception cref="EscalaException">There is no libxgboost.</exception>
    public static CommunicatorDialect OfThisLibrary() => NativeTracker.IsThere ? new DialectOf21() : new DialectOf17();

    /// <summary>What a rank joins with.</summary>
    /// <param name="tracker">Where the ranks meet.</param>
    /// <param name="ticket">What it shows there.</param>
    /// <param name="patience">How long it waits in a call for the others.</param>
    public abstract JsonObject Joining(TrackerAddress tracker, string ticket, TimeSpan patience);

    /// <inheritdoc cref="CommunicatorTracker.Start"/>
    public abstract ITracker StartTracker(string host, int world, string nonce, TimeSpan deadline);

    /// <summary>A time in whole seconds, and no less than one: 0 would be "for ever".</summary>
    public static int Seconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), 1, 1_000_000);
}
