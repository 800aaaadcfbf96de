using Escala.Numerics;

namespace Escala.Data;

/// <summary>
/// Which rows are used, and which of them are kept for validation and for testing: a pure function of (seed, global row number), so that it is the
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

    /// <summary>
    /// A row that does not test validates when another hash of it is below this, so that it does not matter to the test part
    /// whether there is a validation part. Default 0: no row.
    /// </summary>
    public ulong ValidationThreshold { get; init; }

    /// <summary>Whether there may be other rows than training rows.</summary>
    internal bool HasParts => (TestThreshold | ValidationThreshold) != 0;

    /// <summary>Whether the row is used at all.</summary>
    /// <param name="row">The global row number.</param>
    public bool Uses(long row) =>
        SampleThreshold == ulong.MaxValue || CounterRandom.Hash(Seed, RandomPurpose.RowSample, row) <= SampleThreshold;

    /// <summary>Whether the row is kept for testing.</summary>
    /// <param name="row">The global row number.</param>
    public bool IsTest(long row) =>
        TestThreshold != 0 && CounterRandom.Hash(Seed, RandomPurpose.TestSplit, row) < TestThreshold;

    /// <summary>The part that the row is of.</summary>
    /// <param name="row">The global row number; for a row of a group, that of the group's first row that is used.</param>
    public RowPart PartOf(long row) =>
        IsTest(row) ? RowPart.Test
        : ValidationThreshold != 0 && CounterRandom.Hash(Seed, RandomPurpose.ValidationSplit, row) < ValidationThreshold
            ? RowPart.Validation
            : RowPart.Training;
}
