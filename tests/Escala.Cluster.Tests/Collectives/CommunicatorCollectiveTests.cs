using Escala.Engines;

namespace Escala.Cluster.Tests.Collectives;

public sealed class CommunicatorCollectiveTests : CollectiveTests
{
    private protected override T[] Run<T>(int world, Func<ICollective, T> rank) => JoinedRanks.Run(world, rank);
}
