using Escala.Testing;

namespace Escala.Engines.Conformance.Dask;

/// <summary>The worker that knows the operators of these tests.</summary>
internal static class ConformanceWorker
{
    /// <summary>Names its folder.</summary>
    private const string Variable = "ESCALA_TEST_WORKER";

    /// <summary>Its folder.</summary>
    public static string Folder => Environment.GetEnvironmentVariable(Variable)!;

    /// <summary>Why there is none; null where there is.</summary>
    public static string? WhyNone =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) ? $"{Variable} names no worker. Run the tests by ./test." : null;

    /// <summary>Why no rank can run on Dask here; null where one can.</summary>
    public static string? WhyNot => WhyNone ?? DaskCluster.WhyNot;
}
