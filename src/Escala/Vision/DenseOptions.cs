namespace Escala.Vision;

/// <summary>
/// Each unit is a weighted sum of all features: <c>(features, 1, 1)</c> into <c>(Units, 1, 1)</c>. Weights: <c>(Units, features)</c>.
/// Images must be flattened or pooled to one value per channel before. PyTorch <c>nn.Linear</c>.
/// </summary>
public sealed record DenseOptions : LayerOptions
{
    internal const string Discriminator = "dense";

    /// <summary>The features that come out, at least 1; in the last layer, the number of classes. PyTorch <c>out_features</c>.</summary>
    public required int Units { get; init; }

    /// <summary>Whether a number per unit is added. Default true. PyTorch <c>bias</c>.</summary>
    public bool Bias { get; set; } = true;

    /// <inheritdoc/>
    internal override string Kind => Discriminator;
}
