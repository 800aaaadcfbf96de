namespace Escala.Clustering;

/// <summary>How rows are labelled. The model travels as the input file <see cref="KMeansPredict.ModelFile"/>.</summary>
public sealed record KMeansPredictOptions
{
    /// <summary>Whether the distance of each row to its centroid is written beside its label. Default true.</summary>
    public bool WithDistances { get; init; } = true;
}
