using Escala.Cli.Algorithms;
using Escala.Cli.Options;

namespace Escala.Cli.Comparison.Peers;

/// <summary>The command that runs a peer again: a comparison of the same fit on the serial engine and this peer.</summary>
internal static class PeerCommand
{
    /// <summary>Makes it.</summary>
    /// <param name="request">The fit.</param>
    /// <param name="scale">The scale of a sample's workload; null for data of one's own.</param>
    /// <param name="contenders">What was compared.</param>
    /// <param name="peer">The peer.</param>
    public static string Of(FitRequest request, string? scale, Contenders contenders, PeerDescription peer)
    {
        FitRequest usual = scale is null ? request.Algorithm.Plain(request.Data) : request.Algorithm.Comparison.Sample(scale);
        var words = new ArgumentList("escala", "compare", request.Algorithm.Name, request.Data);
        words.AddUnless(null, "--scale", scale);
        request.AddTo(words, usual);
        words.Add("--engines", EngineChoice.Serial);
        words.AddUnless(null, "--threads", contenders.Local.Threads);
        words.Add(PeerOptions.PeersName, peer.Name);
        words.AddUnless(null, PeerOptions.PythonName, contenders.Peers.Python);
        words.AddUnless(null, ClusterOptions.SparkHomeName, peer.SparkPart is null ? null : contenders.Peers.SparkHome);
        return ShellText.Join(words.Items);
    }
}
