namespace Escala.Testing;

/// <summary>A clock that moves only when a test moves it.</summary>
public sealed class ManualTime : TimeProvider
{
    private TimeSpan _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves the clock.</summary>
    /// <param name="by">How far.</param>
    public void Advance(TimeSpan by) => _now += by;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.Ticks;
}
