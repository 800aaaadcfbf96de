using System.Globalization;
using Escala.Cluster.Collectives;
using Escala.Numerics;

namespace Escala.Cluster.Gang;

/// <summary>What ranks are told by variables of their environment.</summary>
internal static class GangEnvironment
{
    private static readonly string[] s_passedOn =
    [
        KernelSets.EnvironmentVariable, SharedMemoryCollective.EnvironmentVariable, "OMP_WAIT_POLICY",
    ];

    /// <summary>The variables of this process that ranks get too, and the threads of a rank: workers have their own idea of these.</summary>
    /// <param name="threads">The threads of a rank.</param>
    public static IReadOnlyDictionary<string, string> Of(int threads)
    {
        var variables = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture) };
        foreach (string name in s_passedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }
}
