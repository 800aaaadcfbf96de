using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Measurement;

namespace Escala.Boosting;

/// <summary>
/// The operator that explains predictions: SHAP values (Lundberg et al., "From local explanations to global understanding with explainable
/// AI for trees", 2020). Each rank hands over one file <see cref="PartFile"/>: per row, and with three classes or more per class, what each
/// feature adds to the margin, and last what the base adds; together they are the margin.
/// </summary>
public sealed class XGBoostExplain : IOperator<XGBoostExplainOptions, XGBoostExplainResult>
{
    /// <summary>The name of the file of contributions that each rank hands over.</summary>
    public const string PartFile = "contributions";

    /// <summary>The rows that are explained between two looks at the cancellation; each costs thousands of predictions.</summary>
    private const int RowsAtOnce = 1_024;

    /// <inheritdoc/>
    public static OperatorContract<XGBoostExplainOptions, XGBoostExplainResult> Contract { get; } =
        new("xgboost-explain", 1, XGBoostJson.Default.XGBoostExplainOptions, XGBoostJson.Default.XGBoostExplainResult);

    /// <inheritdoc/>
    public XGBoostExplainResult Run(XGBoostExplainOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        XGBoostModel model = XGBoostModel.Load(rank.Reporter.InputFile(XGBoostPredict.ModelFile));
        string path = Path.Combine(rank.Reporter.Scratch, PartFile);
        var sums = new double[model.Features.Count];
        long rows;
        using var thread = new UnjoinedThread();
        using (Booster booster = thread.Run(() => model.OpenTrees(rank.Threads)))
        using (var parts = new PredictionPartWriter(path, model.Outputs.ValuesPerRow * (model.Features.Count + 1)))
        {
            rows = Explain(model.NewPredictor(booster, rank.Threads), thread, rank, parts, sums, cancellationToken);
        }

        rank.Reporter.AddFile(PartFile, path);
        long[] counts = [rows, rank.Data.Counts.Dropped];
        rank.Collective.Sum(counts);
        double values = Math.Max(1, counts[0] * model.Outputs.ValuesPerRow);
        return new XGBoostExplainResult
        {
            Rows = counts[0],
            DroppedRows = counts[1],
            MeanAbsoluteContributions = [.. Total(sums, rank.Collective).Select(sum => sum / values)],
        };
    }

    private static long Explain(
        XGBoostPredictor predictor,
        UnjoinedThread thread,
        RankContext rank,
        PredictionPartWriter parts,
        double[] sums,
        CancellationToken cancellationToken)
    {
        long rows = 0;
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Predict);
        foreach (Block block in rank.Data.Read(cancellationToken))
        {
            using (block)
            {
                for (int next = 0; next < block.RowCount; next += RowsAtOnce)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int first = next;
                    int count = Math.Min(RowsAtOnce, block.RowCount - first);
                    rows += thread.Run(() => Explain(predictor, block, first, count, parts, sums));
                    rank.Reporter.Report(new PhaseProgress(rows));
                }
            }
        }

        return rows;
    }

    private static int Explain(XGBoostPredictor predictor, Block block, int first, int count, PredictionPartWriter parts, double[] sums)
    {
        ReadOnlySpan<float> contributions = predictor.Explain(block, first, count);
        parts.Write(block.RowNumbers.Slice(first, count), contributions);
        Add(contributions, sums);
        return count;
    }

    private static void Add(ReadOnlySpan<float> contributions, double[] sums)
    {
        int width = sums.Length + 1;
        for (int i = 0; i < contributions.Length; i++)
        {
            int feature = i % width;
            if (feature < sums.Length)
            {
                sums[feature] += Math.Abs(contributions[i]);
            }
        }
    }

    /// <summary>Adds up in the order of the ranks.</summary>
    private static double[] Total(double[] sums, ICollective collective)
    {
        var total = new double[sums.Length];
        foreach (double[] part in collective.Gather<double>(sums))
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += part[i];
            }
        }

        return total;
    }
}
