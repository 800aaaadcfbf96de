using System.Diagnostics;
using Escala.Testing;
using Xunit;

namespace Escala.Engines.Conformance.Dask;

/// <summary>A cluster on which datasets are published; its tests are skipped where its Dask lacks pandas.</summary>
public sealed class DaskRowsFixture : DaskClusterFixture
{
    private static readonly string Publish = $$"""
        import sys
        import dask.array, dask.dataframe, numpy, pandas
        from distributed import Client

        client = Client(sys.argv[1])
        row = numpy.arange({{HeldRowsSample.Rows}})
        frame = pandas.DataFrame({
            "the id": [f"row {number:06d}" for number in row], "x0": row * 37 % 101 / 4,
            "x1": (row % 3 * 8 + row * 53 % 97 / 16).astype("float32"), "x2": row * 37 % 101 > 60, "half": row // 2,
            "gap": pandas.array([None if number == 9 else number for number in row], dtype="Int64")})
        numbers = numpy.stack([frame["x0"], frame["x1"], frame["x2"], row], axis=1)
        mixed = numpy.random.default_rng(3).permutation(row)
        datasets = {
            "frame": dask.dataframe.from_pandas(frame.iloc[mixed].reset_index(drop=True), npartitions=5),
            "array": dask.array.from_array(numbers[mixed], chunks=(700, 2)),
            "ordered": dask.dataframe.from_pandas(frame[["x0", "x1", "x2"]], npartitions=7),
            "words": dask.dataframe.from_pandas(pandas.DataFrame({"x0": ["a", "b"], "x1": [1, 2], "x2": [0, 1]}), npartitions=2),
            "whole": dask.dataframe.from_pandas(frame, npartitions=1),
            "number": 7}
        for name, data in datasets.items():
            client.publish_dataset(data.persist() if hasattr(data, "persist") else data, name=name)
        client.wait_for_workers({{Workers}})
        """;

    /// <summary>The files of rows that are on the nodes.</summary>
    public int RowFiles() => Directory.EnumerateFiles(Require().Folder, "rows.npy", SearchOption.AllDirectories).Count();

    /// <inheritdoc/>
    protected override string? WhyNot() => base.WhyNot()
        ?? (Run("import pandas, dask.dataframe") ? null : $"{DaskCluster.Python} has no pandas that its Dask can use. Install python3-pandas.");

    /// <inheritdoc/>
    protected override async Task<DaskCluster> StartAsync()
    {
        DaskCluster cluster = await base.StartAsync();
        Assert.True(Run(Publish, cluster.Address), "The datasets could not be published.");
        return cluster;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(DaskCluster.Python, ["-c", program, .. arguments]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
