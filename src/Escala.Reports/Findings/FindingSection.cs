namespace Escala.Reports.Findings;

/// <summary>What a finding is about; reports show each section's findings together.</summary>
internal enum FindingSection
{
    /// <summary>What must be known before anything else is believed: engines that disagree, runs that failed, a busy machine.</summary>
    Warning,

    /// <summary>What was equal on all sides, and where it could not be.</summary>
    Fairness,

    /// <summary>The machine and the versions of the software.</summary>
    Machine,

    /// <summary>Which engine was quicker, by how much, and which phase made it so.</summary>
    Speed,

    /// <summary>What it cost in CPU and memory.</summary>
    Cost,

    /// <summary>What held a run back, and which option would move it.</summary>
    Bottleneck,

    /// <summary>A score: its value, range, direction and a cited reading.</summary>
    Quality,

    /// <summary>Whether another system learned the same, and how far apart the main scores are.</summary>
    Agreement,

    /// <summary>Which initialisation to take.</summary>
    Initialization,

    /// <summary>Which round was the best, and whether the training rows were learned by heart.</summary>
    Learning,

    /// <summary>Which features a model is made of.</summary>
    Importance,

    /// <summary>Whether predicted probabilities can be taken at their word.</summary>
    Calibration,

    /// <summary>What would be needed for a cluster to pay.</summary>
    Cluster,

    /// <summary>What these figures do not say.</summary>
    Limit,
}
