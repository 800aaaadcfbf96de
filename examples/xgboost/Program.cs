using Escala.Boosting;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;

using var duckDb = new DuckDbReader();
Dataset data = new DatasetReader(duckDb).Open(args[0], new DatasetOptions
{
    Sql = "select distance, origin, destination, delay > 15 as late from data",
    Label = "late",
    TestFraction = 0.2,
});
await using var engine = new LocalEngine();
var trainer = new XGBoostTrainer(new XGBoostOptions { Rounds = 50, MaxDepth = 4 });
XGBoostModel model = await trainer.FitAsync(data, engine);
Console.WriteLine($"{model.Fit.Rows} rows, {model.Fit.Rounds} rounds, test AUC {model.Fit.Scores.Classification!.Auc:F3}");
model.Save("trees.zip");
