using Escala.Cluster.Gang;
using Escala.Data;

namespace Escala.Cluster.Ranks;

/// <summary>
/// The whole of a worker's <c>Main</c>: <c>return RankProgram.Run(OperatorSet.BuiltIn, new DuckDbReader());</c>. A rank reads what it
/// is to do from its stdin, says what it does on its stdout, and ends when its stdin does.
/// </summary>
public static class RankProgram
{
    /// <summary>Runs a rank to its end.</summary>
    /// <param name="operators">The operators it can run.</param>
    /// <param name="readers">Readers of files beside those of NPY and Arrow.</param>
    /// <returns>The exit code: 0 where the driver has got all that it wanted, 1 where the rank failed.</returns>
    public static int Run(OperatorSet operators, params IReadOnlyList<IPieceReader> readers)
    {
        ArgumentNullException.ThrowIfNull(operators);
        ArgumentNullException.ThrowIfNull(readers);
        using var channel = new RankChannel();
        RankAssignment? assignment = channel.ReadAssignment();
        if (assignment is null)
        {
            return RankExit.NoDriver;
        }

        using var host = new RankHost(channel, assignment, operators, readers);
        return host.Run();
    }
}
