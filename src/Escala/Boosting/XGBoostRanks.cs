using System.Text;
using Escala.Engines;
using Escala.LibXGBoost;

namespace Escala.Boosting;

/// <summary>What training asks of the ranks of a job.</summary>
internal static class XGBoostRanks
{
    /// <summary>Its leaves are medians, which libxgboost of a rank without rows does not take from the others.</summary>
    private const string NeedsRows = "reg:absoluteerror";

    /// <summary>Refuses ranks that libxgboost does not see, of which each would grow trees of its own, and what one rank alone can do.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="world">The number of ranks.</param>
    /// <exception cref="EscalaException">They cannot train these options together.</exception>
    public static void Require(XGBoostOptions options, int world)
    {
        int seen = Communicator.WorldOfThisThread;
        if (seen != world)
        {
            throw new EscalaException(
                $"XGBoost must train on ranks that libxgboost has joined, but the engine has {world} and libxgboost sees {seen}. "
                + "Use an engine whose collective is XGBoost's communicator, or one with a single rank.");
        }

        if (options.TreeMethod == XGBoostTreeMethod.Exact && world > 1)
        {
            throw new InvalidOptionsException(
                $"TreeMethod of XGBoost must be hist or approx where rows are divided between ranks, but was exact on {world} ranks. "
                + "Choose hist, or use the engine local, where all rows are on one rank.");
        }
    }

    /// <summary>Refuses ranks without rows where the objective cannot do with them.</summary>
    /// <param name="objective">What is learned.</param>
    /// <param name="rows">The training rows of this rank.</param>
    /// <param name="collective">The ranks.</param>
    /// <exception cref="InvalidOptionsException">A rank has no rows and should have some.</exception>
    public static void RequireRows(XGBoostObjective objective, long rows, ICollective collective)
    {
        long[] counts = [.. collective.Gather<long>([rows]).Select(part => part[0])];
        int empty = Array.IndexOf(counts, 0);
        if (objective.Name == NeedsRows && empty >= 0)
        {
            throw new InvalidOptionsException(
                $"Objective of XGBoost must not be {NeedsRows} where a rank has no training rows, but rank {empty} of {counts.Length} has none. "
                + "Use fewer workers, or reg:pseudohubererror.");
        }
    }

    /// <summary>Refuses trees that are not the same on every rank.</summary>
    /// <param name="digest">The digest of this rank's.</param>
    /// <param name="collective">The ranks.</param>
    /// <exception cref="EscalaException">They differ.</exception>
    public static void RequireSame(string digest, ICollective collective)
    {
        string[] digests = [.. collective.Gather<byte>(Encoding.ASCII.GetBytes(digest)).Select(Encoding.ASCII.GetString)];
        if (Array.FindIndex(digests, other => other != digests[0]) is > 0 and int rank)
        {
            throw new EscalaException(
                $"All ranks must grow the same trees, but libxgboost {XGBoostLibrary.Require().Version} grew others on rank {rank} than on rank 0. "
                + "Train on one rank, and report it with your options.");
        }
    }
}
