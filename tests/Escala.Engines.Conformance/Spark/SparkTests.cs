using Xunit;

namespace Escala.Engines.Conformance.Spark;

/// <summary>Tests on Spark, one after the other on one cluster: a dozen JVMs are enough for a machine.</summary>
[CollectionDefinition(nameof(SparkTests), DisableParallelization = true)]
public sealed class SparkTests : ICollectionFixture<SparkClusterFixture>;
