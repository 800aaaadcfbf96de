using Escala.Cli.Comparison.Peers;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The other systems that train convolutional networks.</summary>
internal static class ConvNetPeers
{
    /// <summary>PyTorch.</summary>
    public static PeerDescription Torch { get; } = new()
    {
        Name = "torch",
        Title = "PyTorch",
        Script = "cnn_torch.py",
        Modules = ["torch", "numpy"],
        DebianPackages = "python3-torch",
        PythonPackages = "torch numpy",
        Differences = ["peer.images-from-npy", "peer.same-batches", "peer.own-random", "peer.no-evaluate-phase"],
    };
}
