#pragma warning disable IDE0130 // The namespaces are those that the rules look at.

namespace Escala.Data.Planted
{
    internal sealed class KnowsAnAlgorithm
    {
        public string Name { get; } = nameof(KnowsAnAlgorithm) + typeof(Clustering.ClusterSums).Name;
    }

    internal sealed class KnowsAnEngineInALambda
    {
        public Func<object> Make { get; } = () => new Engines.SerialEngine();
    }

    internal sealed class KnowsTheCommandLine
    {
        public object? Command { get; init; } = new Cli.Planted.Command();
    }
}

namespace Escala.Cli.Planted
{
    internal sealed class Command;
}

namespace Escala.Numerics.Planted
{
    internal sealed class KnowsAnAlgorithm
    {
        public Clustering.ClusterSums? Sums { get; init; }
    }
}

namespace Escala.Metrics.Planted
{
    internal sealed class KnowsAnEnginesInside
    {
        public static string Make() => typeof(Engines.ProgressThinner).Name;
    }
}

namespace Escala.Clustering.Planted
{
    internal sealed class KnowsAnEngine
    {
        public Engines.IEngine Make() => new Engines.LocalEngine(Name.Length);

        public string Name { get; init; } = "";
    }

    internal sealed class KnowsAnEnginesInside
    {
        public Engines.MeasuredCollective? Collective { get; init; }
    }

    internal sealed class KnowsTheBinding
    {
        public LibXGBoost.Booster? Booster { get; init; }
    }

    internal sealed class KnowsContracts
    {
        public Engines.IEngine? Engine { get; init; }

        public Engines.Job<int>? Job { get; init; }

        public Engines.RankContext? Rank { get; init; }
    }
}

namespace Escala.Boosting.Planted
{
    internal sealed class KnowsAnotherAlgorithm
    {
        public Clustering.ClusterSums? Sums { get; init; }
    }

    internal sealed class KnowsAnEnginesInside
    {
        public Engines.MeasuredCollective? Collective { get; init; }
    }

    internal sealed class KnowsTheBinding
    {
        public LibXGBoost.Booster? Booster { get; init; }
    }
}

namespace Escala.Vision.Planted
{
    internal sealed class KnowsAnotherAlgorithm
    {
        public Clustering.ClusterSums? Sums { get; init; }
    }
}

namespace Escala.Vision.Kernels.Planted
{
    internal sealed class KnowsALayer
    {
        public Layers.Layer? Layer { get; init; }
    }

    internal sealed class KnowsOptionsOfNetworks
    {
        public NetworkOptions? Options { get; init; }
    }
}

namespace Escala.LibXGBoost.Planted
{
    internal sealed class KnowsAContractOfTheEngines
    {
        public Engines.ICollective? Collective { get; init; }
    }

    internal sealed class KnowsAModelFile
    {
        public string Name { get; } = typeof(Models.EscalaVersion).Name;
    }
}
