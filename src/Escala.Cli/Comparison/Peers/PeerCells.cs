using Escala.Reports.Results;

namespace Escala.Cli.Comparison.Peers;

/// <summary>The runs of peers that a comparison is made of: on one thread, and on as many as the local engine has.</summary>
/// <param name="Cells">Those that can run here.</param>
/// <param name="Absent">Those that cannot, as rows that say why.</param>
internal sealed record PeerCells(IReadOnlyList<ComparisonCell> Cells, IReadOnlyList<RunReport> Absent)
{
    /// <summary>Looks which peers can run.</summary>
    /// <param name="contenders">What is compared.</param>
    /// <param name="session">The rows.</param>
    /// <param name="scale">The scale of a sample's workload; null for data of one's own.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<PeerCells> FindAsync(
        Contenders contenders, PeerSession session, string? scale, CancellationToken cancellationToken)
    {
        var cells = new List<ComparisonCell>();
        var absent = new List<RunReport>();
        int[] threads = [.. new[] { 1, contenders.Local.Cores }.Distinct()];
        PeerSearch search = contenders.Peers.Search();
        foreach (PeerDescription peer in contenders.Peers.Peers.Intersect(session.Request.Algorithm.Comparison.Peers))
        {
            PeerPython python = await search.FindAsync(peer, cancellationToken).ConfigureAwait(false);
            if (python.NotRun is { } reason)
            {
                absent.Add(new RunReport { Kind = RunKind.Peer, Name = peer.Name, Threads = contenders.Local.Cores, NotRun = reason });
                continue;
            }

            cells.AddRange(threads.Select(count => new ComparisonCell(
                RunKind.Peer,
                peer.Name,
                count,
                session.Request,
                new PeerRunner(
                    peer, python, count, session, PeerCommand.Of(session.Request, scale, contenders, peer)))));
        }

        return new PeerCells(cells, absent);
    }
}
