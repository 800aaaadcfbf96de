namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>What a peer is asked to train.</summary>
internal sealed record XGBoostPeerRequest
{
    /// <summary>The name of the file of predictions.</summary>
    public const string PredictionsName = "predictions.npy";

    /// <summary>The name of the file of the validation rows' predictions.</summary>
    public const string ValidationName = "validation.npy";

    /// <summary>The training rows.</summary>
    public required XGBoostPeerPart Training { get; init; }

    /// <summary>The rows that judge rounds; null for none.</summary>
    public XGBoostPeerPart? Validation { get; init; }

    /// <summary>The rows kept for testing; null for none.</summary>
    public XGBoostPeerPart? Test { get; init; }

    /// <summary>The names of the features.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>For each feature <c>c</c> (category) or <c>q</c> (quantity).</summary>
    public required IReadOnlyList<string> FeatureTypes { get; init; }

    /// <summary>The label of each class, ascending; empty where no classes are learned.</summary>
    public required IReadOnlyList<float> ClassLabels { get; init; }

    /// <summary>Parameters by XGBoost's own names.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The most rounds.</summary>
    public required int Rounds { get; init; }

    /// <summary>The rounds without improvement that end training; null for all rounds.</summary>
    public int? EarlyStopping { get; init; }

    /// <summary>What judges rounds; the last one says when to stop.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>A value that means missing, beside NaN; null for none.</summary>
    public float? Missing { get; init; }

    /// <summary>The threads it may use; 1 puts it on one processor.</summary>
    public required int Threads { get; init; }

    /// <summary>Where predictions go: NPY, (rows, values), of the test rows, or of the training rows where there are none.</summary>
    public required string Predictions { get; init; }

    /// <summary>Where those of the validation rows go.</summary>
    public required string ValidationPredictions { get; init; }
}
