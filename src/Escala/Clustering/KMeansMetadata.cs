using Escala.Models;

namespace Escala.Clustering;

/// <summary>What <c>model.json</c> says of a K-means.</summary>
internal sealed record KMeansMetadata : ModelMetadata
{
    /// <summary>The algorithm's name in model files and on the command line.</summary>
    public const string AlgorithmName = "kmeans";

    /// <inheritdoc/>
    public override string Algorithm => AlgorithmName;

    /// <summary>The options of the fit.</summary>
    public required KMeansOptions Options { get; init; }

    /// <summary>What the fit found.</summary>
    public required KMeansFitResult Fit { get; init; }
}
