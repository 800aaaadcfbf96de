using Xunit;

namespace Escala.Engines.Conformance;

/// <summary>Tests that look at the whole process: no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
