namespace Escala.Vision.Kernels;

/// <summary>What the sums of a product of matrices start from.</summary>
internal enum ProductStart
{
    /// <summary>0: the result is written.</summary>
    Zero,

    /// <summary>A number per column: the result is written.</summary>
    Bias,

    /// <summary>What the result holds: the product is added to it.</summary>
    Result,
}
