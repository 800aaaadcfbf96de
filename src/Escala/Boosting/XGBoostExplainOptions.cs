namespace Escala.Boosting;

/// <summary>
/// How predictions are explained: there is nothing to choose yet. The model travels as the input file <see cref="XGBoostPredict.ModelFile"/>.
/// </summary>
public sealed record XGBoostExplainOptions;
