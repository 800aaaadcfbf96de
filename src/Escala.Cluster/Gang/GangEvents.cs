namespace Escala.Cluster.Gang;

/// <summary>The words for what happens to ranks.</summary>
internal static class GangEvents
{
    /// <summary>A rank said a line.</summary>
    public const string Line = "line";

    /// <summary>A rank's process ended.</summary>
    public const string Ended = "ended";

    /// <summary>A worker is gone.</summary>
    public const string Lost = "lost";

    /// <summary>The scheduler is gone.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The shim is gone.</summary>
    public const string Gone = "gone";
}
