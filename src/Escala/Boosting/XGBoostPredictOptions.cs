namespace Escala.Boosting;

/// <summary>
/// How rows are predicted: there is nothing to choose yet. The model travels as the input file <see cref="XGBoostPredict.ModelFile"/>.
/// </summary>
public sealed record XGBoostPredictOptions;
