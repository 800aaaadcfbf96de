using Escala.Cluster;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;
using Histogram;

// HistogramExample FILE COLUMN serial|local|dask
using var duckDb = new DuckDbReader();
Dataset data = new DatasetReader(duckDb).Open(args[0], new DatasetOptions { Features = [args[1]] });
await using IEngine engine = args[2] switch
{
    "serial" => new SerialEngine(),
    "local" => new LocalEngine(),
    _ => new DaskEngine(new DaskOptions { Workers = 2 }), // ESCALA_WORKER names the folder of histogram-worker
};
var job = new Job<ColumnHistogramOptions>(new ColumnHistogramOptions(Bins: 5), data);
JobResult<ColumnHistogramResult> done =
    await engine.RunAsync<ColumnHistogram, ColumnHistogramOptions, ColumnHistogramResult>(job);
Console.WriteLine($"{done.Result.Low} to {done.Result.High}: {string.Join(' ', done.Result.Counts)} ({done.Ranks.Count} ranks)");
