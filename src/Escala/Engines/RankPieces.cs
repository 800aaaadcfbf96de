using Escala.Data;
using Escala.Measurement;

namespace Escala.Engines;

/// <summary>The pieces of a rank, with the row numbers that the ranks find out together.</summary>
internal static class RankPieces
{
    /// <summary>A rank's pieces. Where rows have to be counted, the ranks do it in the phase <see cref="Phase.Load"/>.</summary>
    /// <param name="plan">The data.</param>
    /// <param name="reader">Reads the plan's files.</param>
    /// <param name="collective">Joins the ranks; used on this thread.</param>
    /// <param name="reporter">Is told about the phase.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">A file cannot be read, or has changed.</exception>
    public static IReadOnlyList<DataPiece> Number(
        DataPlan plan, IPieceReader reader, ICollective collective, IRankReporter reporter, CancellationToken cancellationToken)
    {
        var numbering = new PieceNumbering(plan, collective.World, reader);
        using IDisposable? phase = numbering.IsNeeded ? reporter.BeginPhase(Phase.Load) : null;
        return numbering.PiecesOf(collective.Rank, mine => collective.Gather<long>(mine), cancellationToken);
    }
}
