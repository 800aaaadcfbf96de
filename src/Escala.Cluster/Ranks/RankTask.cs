using Escala.Cluster.Gang;
using Escala.Data;
using Escala.Engines;

namespace Escala.Cluster.Ranks;

/// <summary>What a rank has at hand to do its work.</summary>
/// <param name="Assignment">What is to be done.</param>
/// <param name="Plan">The data.</param>
/// <param name="Folder">Where its files go.</param>
/// <param name="Reader">Reads the plan's files.</param>
/// <param name="Checkpoints">Where its checkpoints go; null where it may make none.</param>
/// <param name="Progress">Told how far it has come.</param>
internal sealed record RankTask(
    RankAssignment Assignment,
    DataPlan Plan,
    JobFolder Folder,
    IPieceReader Reader,
    ICheckpoints? Checkpoints,
    IProgress<JobProgress> Progress);
