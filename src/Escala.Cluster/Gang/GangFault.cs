using Escala.Data;

namespace Escala.Cluster.Gang;

/// <summary>Something that ends a job.</summary>
/// <param name="Weight">How near to the cause it is: of several faults the one of the least weight is named.</param>
/// <param name="Error">What is thrown.</param>
internal sealed record GangFault(int Weight, Exception Error)
{
    private const int TailCharacters = 2_000;

    /// <summary>Whether something else is the cause, which may show within a moment.</summary>
    public bool IsConsequence => Weight >= 3;

    /// <summary>The cluster or a part of it is gone.</summary>
    public static GangFault Lost(string engine, string what) => new(0, new GangException($"The job on the {engine} engine failed: {what}"));

    /// <summary>A rank's process ended.</summary>
    public static GangFault Ended(string engine, GangRank rank, int exit, string? stderr)
    {
        string how = exit < 0 ? $"was killed by signal {-exit}" : $"ended with exit code {exit}";
        string said = string.IsNullOrWhiteSpace(stderr) ? "It said nothing." : $"The end of what it said:{Environment.NewLine}{Tail(stderr)}";
        return new GangFault(1, new GangException($"The job on the {engine} engine failed: {rank} {how}. {said}"));
    }

    /// <summary>A rank says nothing any more.</summary>
    public static GangFault Silent(string engine, GangRank rank) => new(
        2,
        new GangException(
            $"The job on the {engine} engine failed: {rank} has given no sign of life for {rank.Silence.TotalSeconds:0} s. "
            + "Look at its node; a longer silence can be allowed."));

    /// <summary>A rank says that it failed.</summary>
    public static GangFault Failed(string engine, GangRank rank, RankMessage.Failure failure)
    {
        string where = $"({engine}: {rank})";
        return failure.Cause switch
        {
            FailureCause.Options => new(1, new InvalidOptionsException(failure.Faults ?? [failure.Message])),
            FailureCause.Data => new(1, new DatasetException($"{failure.Message} {where}")),
            FailureCause.Escala => new(1, new EscalaException($"{failure.Message} {where}")),
            FailureCause.Collective => new(3, new GangException($"The job on the {engine} engine failed: {rank}: {failure.Message}")),
            _ => new(1, new GangException($"The job on the {engine} engine failed: {rank}: {Head(failure.Details)}")),
        };
    }

    /// <summary>An exception says first what it is, and then where it was.</summary>
    private static string Head(string text) => text.Length <= TailCharacters ? text.TrimEnd() : text[..TailCharacters].TrimEnd() + " ...";

    private static string Tail(string text) => text.Length <= TailCharacters ? text.TrimEnd() : "... " + text[^TailCharacters..].TrimEnd();
}
