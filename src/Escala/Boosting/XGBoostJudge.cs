using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>
/// The operator that judges predictions that another system made of the rows of a fit, as the fit judges its own. The input file
/// <see cref="PredictionsFile"/> holds those of the test rows, or of the training rows where there are none;
/// <see cref="ValidationFile"/> those of the validation rows. Each holds the rows of all ranks, one rank after the other.
/// </summary>
public sealed class XGBoostJudge : IOperator<XGBoostOptions, XGBoostJudgement>
{
    /// <summary>The name of the input file of predictions: NPY, (rows, values), as XGBoost predicts for the objective.</summary>
    public const string PredictionsFile = "predictions";

    /// <summary>The name of the input file of the validation rows' predictions; not looked for where there is no such part.</summary>
    public const string ValidationFile = "validation";

    /// <inheritdoc/>
    public static OperatorContract<XGBoostOptions, XGBoostJudgement> Contract { get; } =
        new("xgboost-judge", 1, XGBoostJson.Default.XGBoostOptions, XGBoostJson.Default.XGBoostJudgement);

    /// <inheritdoc/>
    public XGBoostJudgement Run(XGBoostOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rank);
        using XGBoostRows rows = XGBoostRows.Load(rank, cancellationToken);
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Evaluate);
        var target = XGBoostTarget.Of(options, rank, rows.Training);
        target.Encode(rows);
        var outputs = new XGBoostOutputs(target.Objective, target.ClassNames.Count);
        using var team = new CoreTeam(rank.Threads);
        var scorer = new XGBoostScorer(outputs, new MetricRanks(team, rank.Collective, cancellationToken));
        bool hasTest = rows.Totals.Test > 0;
        ScoredRows judged = Read(rank.Reporter.InputFile(PredictionsFile), hasTest ? rows.Test : rows.Training, outputs, rank);
        return new XGBoostJudgement
        {
            Task = target.Objective.Task,
            Objective = target.Objective.Name,
            Classes = target.ClassNames,
            Rows = rows.Totals.Training,
            ValidationRows = rows.Totals.Validation,
            TestRows = rows.Totals.Test,
            DroppedRows = rows.Totals.Dropped,
            IsScoredOnTest = hasTest,
            Scores = scorer.Score(judged),
            ChosenThreshold = rows.Totals.Validation > 0
                ? scorer.Choose(Read(rank.Reporter.InputFile(ValidationFile), rows.Validation, outputs, rank), judged)
                : null,
        };
    }

    private static ScoredRows Read(string path, RowGatherer rows, XGBoostOutputs outputs, RankContext rank)
    {
        long[] counts = [.. rank.Collective.Gather<long>([rows.RowCount]).Select(part => part[0])];
        using FileStream stream = File.OpenRead(path);
        (double[] values, int count, int columns) = NpyFile.ReadDoubles(stream, path);
        if (count != counts.Sum() || columns != outputs.ValuesPerRow)
        {
            throw new DatasetException(
                $"The predictions to judge must be ({counts.Sum()}, {outputs.ValuesPerRow}), but {path} has ({count}, {columns}). "
                + "Write one line per row.");
        }

        var scored = new ScoredRows(outputs, rows.CopyLabels(), rows.CopyWeights(), rows.GroupSizes());
        int first = checked((int)counts[..rank.Rank].Sum() * columns);
        scored.Append(Array.ConvertAll(values[first..(first + checked((int)rows.RowCount * columns))], value => (float)value));
        return scored;
    }
}
