using Escala.Metrics;

namespace Escala.Reports.Results;

/// <summary>How good predictions are, in figures, by name. What does not belong to the task or is not defined is not there.</summary>
internal sealed record XGBoostMetricsReport
{
    /// <summary>What JSON calls <see cref="Accuracy"/>.</summary>
    public const string AccuracyKey = "accuracy";

    /// <summary>What JSON calls <see cref="MajorityRate"/>.</summary>
    public const string MajorityRateKey = "majorityRate";

    /// <summary>What JSON calls <see cref="Auc"/>.</summary>
    public const string AucKey = "auc";

    /// <summary>What JSON calls <see cref="LogLoss"/>.</summary>
    public const string LogLossKey = "logLoss";

    /// <summary>What JSON calls <see cref="Rmse"/>.</summary>
    public const string RmseKey = "rmse";

    /// <summary>What JSON calls <see cref="Ndcg"/>.</summary>
    public const string NdcgKey = "ndcg";

    private const string MaeKey = "mae";
    private const string MeanRmseKey = "meanRmse";

    /// <summary>The share of rows whose predicted class is the true one.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The share of the most frequent class.</summary>
    public double? MajorityRate { get; init; }

    /// <summary>The mean recall of the classes.</summary>
    public double? BalancedAccuracy { get; init; }

    /// <summary>The mean precision of the classes.</summary>
    public double? Precision { get; init; }

    /// <summary>The unweighted mean recall of the classes.</summary>
    public double? Recall { get; init; }

    /// <summary>The mean F1 of the classes.</summary>
    public double? F1 { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public double? Auc { get; init; }

    /// <summary>The average precision.</summary>
    public double? AveragePrecision { get; init; }

    /// <summary>The mean of -ln(probability of the true class).</summary>
    public double? LogLoss { get; init; }

    /// <summary>The root of the mean squared error, in the unit of the target.</summary>
    public double? Rmse { get; init; }

    /// <summary>The mean absolute error, in the unit of the target.</summary>
    public double? Mae { get; init; }

    /// <summary>The coefficient of determination.</summary>
    public double? R2 { get; init; }

    /// <summary>The root mean squared error of always answering with the mean.</summary>
    public double? MeanRmse { get; init; }

    /// <summary>The mean normalised discounted cumulative gain.</summary>
    public double? Ndcg { get; init; }

    /// <summary>The same over the first 10 ranks.</summary>
    public double? NdcgAt10 { get; init; }

    /// <summary>The names of all scores in JSON, in the order of reports.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        AucKey, AccuracyKey, MajorityRateKey, "balancedAccuracy", "precision", "recall", "f1", "averagePrecision", LogLossKey,
        RmseKey, MeanRmseKey, MaeKey, "r2", NdcgKey, "ndcgAt10",
    ];

    /// <summary>Takes over the figures.</summary>
    public static XGBoostMetricsReport Of(PredictionScores scores) => new()
    {
        Accuracy = scores.Classification?.Accuracy,
        MajorityRate = scores.Classification?.MajorityRate,
        BalancedAccuracy = scores.Classification?.BalancedAccuracy,
        Precision = scores.Classification?.Precision,
        Recall = scores.Classification?.Recall,
        F1 = scores.Classification?.F1,
        Auc = scores.Classification?.Auc,
        AveragePrecision = scores.Classification?.AveragePrecision,
        LogLoss = scores.Classification?.LogLoss,
        Rmse = scores.Regression?.Rmse,
        Mae = scores.Regression?.Mae,
        R2 = scores.Regression?.R2,
        MeanRmse = scores.Regression?.MeanRmse,
        Ndcg = scores.Ranking?.Ndcg,
        NdcgAt10 = scores.Ranking?.NdcgAt10,
    };

    /// <summary>The scores in the order of reports.</summary>
    public IReadOnlyList<ScoreReport> Scores()
    {
        double?[] values =
        [
            Auc, Accuracy, MajorityRate, BalancedAccuracy, Precision, Recall, F1, AveragePrecision, LogLoss, Rmse, MeanRmse, Mae, R2,
            Ndcg, NdcgAt10,
        ];
        return [.. Keys.Zip(values, (key, value) => new ScoreReport(key, value, IsLowerBetter(key)))];
    }

    private static bool IsLowerBetter(string key) => key is LogLossKey or RmseKey or MeanRmseKey or MaeKey;
}
