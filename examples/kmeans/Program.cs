using Escala.Clustering;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;

using var duckDb = new DuckDbReader();
Dataset data = new DatasetReader(duckDb).Open(args[0], new DatasetOptions { Features = ["delay", "distance"] });
await using var engine = new LocalEngine(); // new SerialEngine() gives the same bits on one core
var trainer = new KMeansTrainer(new KMeansOptions { Clusters = 3, Standardize = true });
KMeansModel model = await trainer.FitAsync(data, engine);
Console.WriteLine($"{model.Fit.Rows} rows, {model.Fit.Iterations} iterations, inertia {model.Inertia:F3}");
model.Save("model.zip");
