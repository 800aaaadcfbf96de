using Escala.Numerics;

namespace Escala.Data;

/// <summary>
/// Which rows are used and which of them are kept for testing: a pure function of (seed, global row number), so that it is the
/// same on every engine.
/// </summary>
public sealed record RowSelection
{
    /// <summary>Every row is used, and every row trains.</summary>
    public static RowSelection All { get; } = new();

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>A row is used when its hash is at most this. Default: the largest value, every row.</summary>
    public ulong SampleThreshold { get; init; } = ulong.MaxValue;

    /// <summary>A row tests when its hash is below this. Default 0: no row.</summary>
    public ulong TestThreshold { get; init; }

    /// <summary>Whether the row is used at all.</summary>
    /// <param name="row">The global row number.</param>
    public bool Uses(long row) =>
        SampleThreshold == ulong.MaxValue || CounterRandom.Hash(Seed, RandomPurpose.RowSample, row) <= SampleThreshold;

    /// <summary>Whether the row is kept for testing.</summary>
    /// <param name="row">The global row number.</param>
    public bool IsTest(long row) =>
        TestThreshold != 0 && CounterRandom.Hash(Seed, RandomPurpose.TestSplit, row) < TestThreshold;
}
