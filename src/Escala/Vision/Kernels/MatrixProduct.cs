namespace Escala.Vision.Kernels;

/// <summary>
/// A product of two matrices, result (rows, columns) = left (rows, steps) x right (steps, columns), whose columns come in blocks of 16.
/// The places of the left matrix are sums of two tables, one by row and one by step. So one kernel serves dense layers, the products
/// within Winograd's convolution, and direct convolution: there a row is a pixel and a step is a place of the kernel and a channel, or,
/// for the gradient of the weights, the other way round. All offsets are in float32.
/// </summary>
internal unsafe struct MatrixProduct
{
    /// <summary>The left matrix: row r, step k at <c>Left[RowOffsets[r] + StepOffsets[k]]</c>.</summary>
    public float* Left;

    /// <summary>One per row.</summary>
    public nint* RowOffsets;

    /// <summary>One per step.</summary>
    public nint* StepOffsets;

    /// <summary>The right matrix: step k, block b, lane l at <c>Right[k * RightStep + b * RightBlock + l]</c>.</summary>
    public float* Right;

    public nint RightStep;

    public nint RightBlock;

    /// <summary>The result: row r, block b, lane l at <c>Result[r * ResultRow + b * ResultBlock + l]</c>.</summary>
    public float* Result;

    public nint ResultRow;

    public nint ResultBlock;

    /// <summary>At least 1.</summary>
    public int Rows;

    /// <summary>At least 1.</summary>
    public int Steps;

    /// <summary>The blocks of 16 columns, at least 1.</summary>
    public int Blocks;

    /// <summary>What the sums start from.</summary>
    public ProductStart Start;

    /// <summary>With <see cref="ProductStart.Bias"/>: block b, lane l at <c>Bias[b * 16 + l]</c>.</summary>
    public float* Bias;

    /// <summary>Whether max(0, x) of the sums is stored.</summary>
    public bool IsRectified;

    /// <summary>Laid out like the result: where it is not positive, 0 is stored. Null for no gate.</summary>
    public float* Gate;
}
