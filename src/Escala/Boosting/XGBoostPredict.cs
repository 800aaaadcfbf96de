using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Measurement;

namespace Escala.Boosting;

/// <summary>
/// The operator that predicts rows by a model. Each rank hands over one file <see cref="PartFile"/>: of classes the index of the predicted
/// one and then the probability of each, of regressions and rankings one value.
/// </summary>
public sealed class XGBoostPredict : IOperator<XGBoostPredictOptions, XGBoostPredictResult>
{
    /// <summary>The name of the input file with the model.</summary>
    public const string ModelFile = "model";

    /// <summary>The name of the file of predictions that each rank hands over.</summary>
    public const string PartFile = "predictions";

    /// <inheritdoc/>
    public static OperatorContract<XGBoostPredictOptions, XGBoostPredictResult> Contract { get; } =
        new("xgboost-predict", 1, XGBoostJson.Default.XGBoostPredictOptions, XGBoostJson.Default.XGBoostPredictResult);

    /// <inheritdoc/>
    public XGBoostPredictResult Run(XGBoostPredictOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        XGBoostModel model = XGBoostModel.Load(rank.Reporter.InputFile(ModelFile));
        string path = Path.Combine(rank.Reporter.Scratch, PartFile);
        long[] counts = new long[model.Classes.Count + 2];
        using (Booster booster = model.OpenTrees(rank.Threads))
        using (var parts = new PredictionPartWriter(path, ValuesPerRow(model)))
        {
            Predict(model, booster, rank, parts, counts, cancellationToken);
        }

        rank.Reporter.AddFile(PartFile, path);
        counts[^1] = rank.Data.Counts.Dropped;
        rank.Collective.Sum(counts);
        return new XGBoostPredictResult { Rows = counts[^2], DroppedRows = counts[^1], ClassSizes = counts[..^2] };
    }

    private static int ValuesPerRow(XGBoostModel model) => 1 + model.Classes.Count;

    private static void Predict(
        XGBoostModel model, Booster booster, RankContext rank, PredictionPartWriter parts, long[] counts, CancellationToken cancellationToken)
    {
        XGBoostPredictor predictor = model.NewPredictor(booster, rank.Threads);
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Predict);
        foreach (Block block in rank.Data.Read(cancellationToken))
        {
            using (block)
            {
                var scores = new float[block.RowCount * model.Outputs.ScoresPerRow];
                model.Outputs.ToScores(predictor.Predict(block), scores);
                parts.Write(block.RowNumbers[..block.RowCount], model.Classes.Count == 0 ? scores : Classify(model, scores, counts));
                counts[^2] += block.RowCount;
            }

            rank.Reporter.Report(new PhaseProgress(rank.Data.Counts.Rows));
        }
    }

    /// <summary>Of each row the index of its class and the probabilities; counts the classes.</summary>
    private static float[] Classify(XGBoostModel model, float[] scores, long[] counts)
    {
        int scoresPerRow = model.Outputs.ScoresPerRow;
        var values = new float[scores.Length / scoresPerRow * ValuesPerRow(model)];
        for (int row = 0; row < scores.Length / scoresPerRow; row++)
        {
            ReadOnlySpan<float> own = scores.AsSpan(row * scoresPerRow, scoresPerRow);
            Span<float> record = values.AsSpan(row * ValuesPerRow(model), ValuesPerRow(model));
            int index = XGBoostOutputs.ClassOf(own);
            counts[index]++;
            record[0] = index;
            XGBoostOutputs.ToProbabilities(own, record[1..]);
        }

        return values;
    }
}
