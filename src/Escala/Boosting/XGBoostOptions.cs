using System.Collections.ObjectModel;

namespace Escala.Boosting;

/// <summary>The options of XGBoost, in XGBoost's words. Change them by <c>with</c>.</summary>
public sealed record XGBoostOptions
{
    /// <summary>
    /// XGBoost <c>objective</c>. Default null: <c>rank:ndcg</c> where the data have groups, <c>binary:logistic</c> for two classes,
    /// <c>multi:softprob</c> for text labels of more, <c>reg:squarederror</c> for other numbers.
    /// </summary>
    public string? Objective { get; init; }

    /// <summary>The trees per class, at least 1. Default 100. XGBoost <c>num_boost_round</c>, scikit-learn <c>n_estimators</c>.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>The most levels of a tree; 0 for no limit. Default 6. XGBoost <c>max_depth</c>.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>The factor of each tree's answer, above 0 and at most 1. Default 0.3. XGBoost <c>learning_rate</c>, <c>eta</c>.</summary>
    public double LearningRate { get; init; } = 0.3;

    /// <summary>The share of the rows that each tree sees, above 0 and at most 1. Default 1. XGBoost <c>subsample</c>.</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>The share of the features that each tree sees, above 0 and at most 1. Default 1. XGBoost <c>colsample_bytree</c>.</summary>
    public double ColsampleByTree { get; init; } = 1;

    /// <summary>The least sum of Hessians in a child, at least 0. Default 1. XGBoost <c>min_child_weight</c>.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>The least gain of a split, at least 0. Default 0. XGBoost <c>gamma</c>, <c>min_split_loss</c>.</summary>
    public double Gamma { get; init; }

    /// <summary>The L2 penalty on leaf weights, at least 0. Default 1. XGBoost <c>lambda</c>, <c>reg_lambda</c>.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>The L1 penalty on leaf weights, at least 0. Default 0. XGBoost <c>alpha</c>, <c>reg_alpha</c>.</summary>
    public double Alpha { get; init; }

    /// <summary>The most bins per feature, at least 2. Default 256. XGBoost <c>max_bin</c>; not for <c>exact</c>.</summary>
    public int MaxBin { get; init; } = 256;

    /// <summary>How splits are found. Default <see cref="XGBoostTreeMethod.Hist"/>. XGBoost <c>tree_method</c>.</summary>
    public XGBoostTreeMethod TreeMethod { get; init; }

    /// <summary>Which node is split next. Default <see cref="XGBoostGrowPolicy.Depthwise"/>. XGBoost <c>grow_policy</c>.</summary>
    public XGBoostGrowPolicy GrowPolicy { get; init; }

    /// <summary>The weight of the second class' rows, above 0; two classes only. Default 1. XGBoost <c>scale_pos_weight</c>.</summary>
    public double ScalePosWeight { get; init; } = 1;

    /// <summary>Features that may only raise (1) or lower (-1) the prediction, by name. Default: none. XGBoost <c>monotone_constraints</c>.</summary>
    public IReadOnlyDictionary<string, int> MonotoneConstraints { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Groups of features, by name, that may stand on one path of a tree. Default: none. XGBoost <c>interaction_constraints</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> InteractionConstraints { get; init; } = [];

    /// <summary>A value of features that means "missing" beside NaN. Default null: NaN alone. XGBoost <c>missing</c>.</summary>
    public float? Missing { get; init; }

    /// <summary>The prediction before the first tree, as a probability where classes are learned. Default null: as libxgboost chooses. XGBoost <c>base_score</c>.</summary>
    public double? BaseScore { get; init; }

    /// <summary>The seed of every random choice. Default 0. XGBoost <c>seed</c>.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Training ends when the last of <see cref="Metrics"/> has not improved on the validation rows for so many rounds, at least 1;
    /// the best round is kept. Default null: all rounds are trained. XGBoost <c>early_stopping_rounds</c>.
    /// </summary>
    public int? EarlyStoppingRounds { get; init; }

    /// <summary>
    /// What is measured after every round on training and validation rows, in XGBoost's words (<c>logloss</c>, <c>error</c>,
    /// <c>auc</c>, <c>aucpr</c>, <c>mlogloss</c>, <c>merror</c>, <c>rmse</c>, <c>mae</c>, <c>ndcg</c>). Default: the objective's own.
    /// XGBoost <c>eval_metric</c>.
    /// </summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>A checkpoint is handed over after every so many rounds, at least 1. Default null: none.</summary>
    public int? CheckpointRounds { get; init; }

    /// <summary>Any other parameter of XGBoost by its own name, as XGBoost takes it. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Checks every option that can be checked without the data.</summary>
    /// <exception cref="InvalidOptionsException">One or more are out of range; all faults are listed.</exception>
    public void Validate()
    {
        IReadOnlyList<string> faults = XGBoostOptionsCheck.Faults(this);
        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
