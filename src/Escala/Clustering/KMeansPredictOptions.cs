namespace Escala.Clustering;

/// <summary>
/// How rows are labelled: there is nothing to choose yet. The model travels as the input file <see cref="KMeansPredict.ModelFile"/>.
/// </summary>
public sealed record KMeansPredictOptions;
