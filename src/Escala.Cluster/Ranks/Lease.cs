using System.Diagnostics;

namespace Escala.Cluster.Ranks;

/// <summary>The right of a rank to live: the driver renews it, and where it does not, the process ends.</summary>
/// <param name="term">How long it holds.</param>
internal sealed class Lease(TimeSpan term)
{
    private long _renewed = Stopwatch.GetTimestamp();

    /// <summary>Renews it.</summary>
    public void Renew() => Interlocked.Exchange(ref _renewed, Stopwatch.GetTimestamp());

    /// <summary>Waits until it has run out, and then ends the process.</summary>
    public void WaitForEnd()
    {
        TimeSpan left;
        while ((left = term - Stopwatch.GetElapsedTime(Interlocked.Read(ref _renewed))) > TimeSpan.Zero)
        {
            Thread.Sleep(left);
        }

        RankExit.Now(RankExit.NoDriver);
    }
}
