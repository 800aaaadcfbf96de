using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Data;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>XGBoost.</summary>
internal sealed class XGBoostAlgorithm : Algorithm
{
    private XGBoostAlgorithm()
    {
    }

    /// <summary>The only one.</summary>
    public static XGBoostAlgorithm Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "xgboost";

    /// <inheritdoc/>
    public override string Title => "XGBoost";

    /// <inheritdoc/>
    public override string Summary => "Train boosted trees with XGBoost: rows to a class, a number or an order.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "escala fit xgboost customers.parquet --target churned --test-fraction 0.2 --model m.zip",
        "escala fit xgboost houses.csv --target price --rounds 500 --learning-rate 0.05 --early-stopping 20 --test-fraction 0.2",
        "escala fit xgboost flights --sql \"select distance, origin, destination, (delay > 15)::int as late from data\" --target late",
        "escala fit xgboost clicks.csv --target relevance --group query --set lambdarank_num_pair_per_sample=8",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<MissingValues> Missing => [MissingValues.Keep, MissingValues.Refuse, MissingValues.Drop];

    /// <inheritdoc/>
    public override AlgorithmComparison Comparison { get; } = new XGBoostComparison();

    /// <inheritdoc/>
    public override FitOptions CreateOptions(DataOptions data, StepOptions? steps = null) => new XGBoostFitOptions(data, steps);

    /// <inheritdoc/>
    public override FitRequest Plain(string data) =>
        new XGBoostFitRequest { Data = data, Rows = new DatasetOptions { Missing = Missing[0] } };

    /// <inheritdoc/>
    public override ModelEvaluation CreateEvaluation() => new XGBoostModelEvaluation();

    /// <inheritdoc/>
    public override TrainedModel Load(string path) => new XGBoostTrainedModel(path);

    /// <inheritdoc/>
    public override void Write(FitReport report, IAnsiConsole console, Language language) =>
        new XGBoostFitText(language).Write((XGBoostFitReport)report, console);

    /// <inheritdoc/>
    public override void Write(EvaluateReport report, IAnsiConsole console, Language language) =>
        new XGBoostModelText(language).Write((XGBoostEvaluateReport)report, console);

    /// <inheritdoc/>
    public override void Write(PredictReport report, IAnsiConsole console, Language language) =>
        new XGBoostModelText(language).Write((XGBoostPredictReport)report, console);
}
