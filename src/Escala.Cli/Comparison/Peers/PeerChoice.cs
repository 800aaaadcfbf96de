using Escala.Cli.Algorithms;
using Escala.Cli.Options;

namespace Escala.Cli.Comparison.Peers;

/// <summary>Which peers are asked for.</summary>
/// <param name="Peers">The peers, in the order in which they run.</param>
/// <param name="Python">The Python to run them; null for the system's and then that of PATH.</param>
/// <param name="IsNamed">Whether each of them was named, rather than meant by a word for all.</param>
internal sealed record PeerChoice(IReadOnlyList<PeerDescription> Peers, string? Python, bool IsNamed = false)
{
    /// <summary>The folder of Spark that was named; null for the one that is found.</summary>
    public string? SparkHome { get; init; }

    /// <summary>Looks for what they need.</summary>
    public PeerSearch Search() =>
        new(new PythonSearch(Python), new ClusterChoice { Python = Python, SparkHome = SparkHome }.SparkSearch);

    /// <summary>Refuses peers that were named and train none of the fits.</summary>
    /// <param name="fits">The fits.</param>
    /// <exception cref="InvalidOptionsException">There is one.</exception>
    public void RequireUse(IReadOnlyList<FitRequest> fits)
    {
        PeerDescription[] useful = [.. fits.SelectMany(fit => fit.Algorithm.Comparison.Peers)];
        if (IsNamed && Peers.FirstOrDefault(peer => !useful.Contains(peer)) is { } useless)
        {
            throw new InvalidOptionsException(
                $"{PeerOptions.PeersName} must be peers of {string.Join(" and ", fits.Select(fit => fit.Algorithm.Name))}, but was "
                + $"'{useless.Name}'. Those are {string.Join(", ", useful.Select(peer => peer.Name))}.");
        }
    }
}
