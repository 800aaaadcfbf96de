using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Escala.Cluster.Collectives;

/// <summary>
/// What a rank shows the tracker: the job's nonce and its own number, as the task id of libxgboost's protocol. Libxgboost sorts task ids
/// as strings, so the number has leading zeros.
/// </summary>
internal static class RankTicket
{
    /// <summary>The ticket of a rank.</summary>
    /// <param name="nonce">The job's secret.</param>
    /// <param name="rank">The 0-based number of the rank.</param>
    public static string Of(string nonce, int rank) => string.Create(CultureInfo.InvariantCulture, $"{nonce}-{rank:D8}");

    /// <summary>The rank that shows a ticket, or -1 where it is none of this job.</summary>
    /// <param name="ticket">What was shown.</param>
    /// <param name="nonce">The job's secret.</param>
    /// <param name="world">The number of ranks.</param>
    public static int RankOf(string ticket, string nonce, int world)
    {
        int end = ticket.LastIndexOf('-');
        return end >= 0
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ticket[..end]), Encoding.UTF8.GetBytes(nonce))
            && int.TryParse(ticket.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int rank)
            && rank < world
                ? rank
                : -1;
    }

    /// <summary>A number that the ranks of one job have in common, and that says nothing of the nonce.</summary>
    /// <param name="nonce">The job's secret.</param>
    public static long MarkOf(string nonce) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(nonce)));
}
