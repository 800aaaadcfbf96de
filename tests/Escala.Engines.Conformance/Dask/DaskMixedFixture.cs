using Escala.Testing;

namespace Escala.Engines.Conformance.Dask;

/// <summary>Three workers whose nodes have different instructions, talk through sockets, and cannot see the folder <see cref="HiddenFolder"/> of the driver.</summary>
public sealed class DaskMixedFixture : DaskClusterFixture
{
    /// <summary>The workers.</summary>
    public const int Nodes = 3;

    private readonly TemporaryFolder _hidden = new();

    /// <summary>A folder that the workers see empty; where this process may not arrange that, null.</summary>
    public string? HiddenFolder => DaskCluster.CanHide ? _hidden.Path : null;

    /// <inheritdoc/>
    protected override Task<DaskCluster> StartAsync() =>
        DaskCluster.StartAsync(Nodes, kernels: ["avx2", "portable", ""], hidden: HiddenFolder, collective: "sockets");
}
