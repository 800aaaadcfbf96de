namespace Escala.Metrics;

/// <summary>How well one class is told from the others.</summary>
public sealed record ClassScores
{
    /// <summary>The weight of the rows whose true class it is.</summary>
    public required double Support { get; init; }

    /// <summary>Of the rows predicted to be of the class, the share that is; 0 where none was predicted.</summary>
    public required double Precision { get; init; }

    /// <summary>Of the rows of the class, the share that was predicted to be; 0 where the class has no rows.</summary>
    public required double Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall; 0 where both are 0.</summary>
    public required double F1 { get; init; }

    /// <summary>The area under the ROC curve against all other classes; null where either side has no rows.</summary>
    public double? Auc { get; init; }

    /// <summary>The average precision against all other classes; null where the class has no rows.</summary>
    public double? AveragePrecision { get; init; }
}
