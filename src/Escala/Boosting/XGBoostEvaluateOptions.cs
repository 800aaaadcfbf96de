namespace Escala.Boosting;

/// <summary>
/// How a model is judged: there is nothing to choose yet. The model travels as the input file <see cref="XGBoostPredict.ModelFile"/>.
/// </summary>
public sealed record XGBoostEvaluateOptions;
