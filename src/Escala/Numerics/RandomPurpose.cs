namespace Escala.Numerics;

/// <summary>What a random number decides. Each purpose has its own stream, so that one choice never moves another.</summary>
public enum RandomPurpose
{
    /// <summary>Whether a row is in the sample that is used.</summary>
    RowSample = 1,

    /// <summary>Whether a row is kept for testing.</summary>
    TestSplit = 2,

    /// <summary>The first centroid of an initialisation.</summary>
    FirstCentroid = 3,

    /// <summary>Whether a row becomes a candidate in a round of k-means||.</summary>
    ParallelCandidate = 4,

    /// <summary>The candidates of a step of greedy k-means++.</summary>
    GreedyCandidate = 5,

    /// <summary>The rows of random initialisation.</summary>
    RandomCentroid = 6,

    /// <summary>The rows that a sampled metric is computed on.</summary>
    MetricSample = 7,

    /// <summary>The rounds that a resample of a bootstrap has.</summary>
    BootstrapRound = 8,

    /// <summary>Whether a training row is kept for validation.</summary>
    ValidationSplit = 9,

    /// <summary>The order in which an epoch takes its images.</summary>
    EpochOrder = 10,

    /// <summary>Whether an image is mirrored.</summary>
    ImageFlip = 11,

    /// <summary>The first row of what is seen of an image.</summary>
    ImageTop = 12,

    /// <summary>The first column of what is seen of an image.</summary>
    ImageLeft = 13,

    /// <summary>Whether dropout sets a value to zero.</summary>
    DroppedUnit = 14,

    /// <summary>A parameter of a network that training starts with.</summary>
    InitialParameter = 15,
}
