using Escala.LibXGBoost;

namespace Escala.Boosting;

/// <summary>What is measured after every round, on training and validation rows.</summary>
internal sealed class XGBoostRoundMetrics
{
    private readonly PartMatrix _training;
    private readonly PartMatrix _validation;
    private readonly ScoredRows _trainingScores;
    private readonly ScoredRows _validationScores;

    /// <summary>Reserves memory for the predictions.</summary>
    /// <param name="matrices">The rows, with a validation part.</param>
    /// <param name="outputs">What the model gives per row.</param>
    /// <param name="log">Where the figures go.</param>
    public XGBoostRoundMetrics(XGBoostMatrices matrices, XGBoostOutputs outputs, XGBoostHistoryLog log)
    {
        Log = log;
        _training = matrices.Training;
        _validation = matrices.Validation!;
        _trainingScores = _training.NewScores(outputs);
        _validationScores = _validation.NewScores(outputs);
    }

    /// <summary>The figures so far.</summary>
    public XGBoostHistoryLog Log { get; }

    /// <summary>Measures a round.</summary>
    public void Measure(Booster booster)
    {
        _training.Predict(booster, _trainingScores);
        _validation.Predict(booster, _validationScores);
        Log.Add(_trainingScores, _validationScores);
    }
}
