using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Escala.Cluster.Ranks;

/// <summary>How a rank's process ends.</summary>
internal static partial class RankExit
{
    /// <summary>The rank failed, and has said so.</summary>
    public const int Failed = 1;

    /// <summary>Nobody is there to work for: the input ended, or the lease ran out.</summary>
    public const int NoDriver = 75;

    /// <summary>
    /// Ends the process at once, whatever its threads do: one may wait for other ranks in native code, for which an orderly end would wait.
    /// </summary>
    [DoesNotReturn]
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Now(int code);
}
