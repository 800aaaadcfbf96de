using System.Runtime.Intrinsics;
using Escala.Numerics;

namespace Escala.Vision.Kernels;

/// <summary>
/// The transforms of Winograd's minimal filtering F(4x4, 3x3) (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks",
/// 2016): a 3x3 convolution of a tile of 4x4 outputs, Y = A' [(G g G') * (B' d B)] A, takes 36 multiplications in place of 144. Its
/// adjoints give the gradients: that of the output becomes A dY A', which serves both the gradient of the weights,
/// G' (sum of d-transforms x A dY A') G, and that of the input, B (products with the weights) B', added up where tiles overlap.
/// Elements (i, j) of a transformed tile go to place 6 i + j. Every method works on 16 channels, or on all channels of a row of weights.
/// The scratch that some take is of <see cref="ScratchLength"/>, aligned to 64 bytes.
/// </summary>
internal abstract unsafe class WinogradKernels
{
    /// <summary>The rows and columns of outputs of a tile.</summary>
    public const int TileSize = 4;

    /// <summary>The rows and columns of inputs that a tile depends on.</summary>
    public const int PatchSize = 6;

    /// <summary>The elements of a transformed tile.</summary>
    public const int Elements = PatchSize * PatchSize;

    /// <summary>The float32 of scratch between the two halves of a transform.</summary>
    public const int ScratchLength = Elements * ChannelBlocks.Width;

    /// <summary>The kernels of a set.</summary>
    public static WinogradKernels For(KernelSet set) => set switch
    {
        KernelSet.Avx512 => new LaneWinogradKernels<Avx512Lanes, Vector512<float>>(),
        KernelSet.Avx2 => new LaneWinogradKernels<Avx2Lanes, Vector256<float>>(),
        _ => new LaneWinogradKernels<PortableLanes, Vector128<float>>(),
    };

    /// <summary>B' d B of 6x6 inputs of 16 channels.</summary>
    /// <param name="plane">(H, W, 16).</param>
    /// <param name="window">Where the tile's inputs are.</param>
    /// <param name="scratch">Scratch.</param>
    /// <param name="target">Out: the first element.</param>
    /// <param name="elementStride">The distance between elements.</param>
    public abstract void TransformInput(float* plane, in TileWindow window, float* scratch, float* target, nint elementStride);

    /// <summary>A dY A' of the gradients of 4x4 outputs of 16 channels.</summary>
    /// <inheritdoc cref="TransformInput"/>
    public abstract void TransformGradient(float* plane, in TileWindow window, float* scratch, float* target, nint elementStride);

    /// <summary>A' M A: 4x4 outputs of 16 channels.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="elementStride">The distance between elements.</param>
    /// <param name="bias">What is added to each channel, 16 of them; null for nothing.</param>
    /// <param name="isRectified">Whether max(0, x) is stored.</param>
    /// <param name="scratch">Scratch.</param>
    /// <param name="plane">Out: the outputs within the image, (H, W, 16).</param>
    /// <param name="window">Where the tile's outputs are.</param>
    public abstract void TransformOutput(
        float* source, nint elementStride, float* bias, bool isRectified, float* scratch, float* plane, in TileWindow window);

    /// <summary>Adds B M B' to the gradients of 6x6 inputs of 16 channels.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="elementStride">The distance between elements.</param>
    /// <param name="scratch">Scratch.</param>
    /// <param name="plane">The gradients of the inputs, (H, W, 16).</param>
    /// <param name="window">Where the tile's inputs are.</param>
    public abstract void AddInputGradient(float* source, nint elementStride, float* scratch, float* plane, in TileWindow window);

    /// <summary>G g G' of 3x3 weights.</summary>
    /// <param name="weights">The first weight of a row: place (i, j) of the kernel is 3 i + j times the stride further.</param>
    /// <param name="weightStride">The distance between places of the kernel.</param>
    /// <param name="count">The number of weights side by side, a multiple of 16.</param>
    /// <param name="scratch">Scratch.</param>
    /// <param name="target">Out: the first element.</param>
    /// <param name="elementStride">The distance between elements.</param>
    public abstract void TransformWeights(
        float* weights, nint weightStride, int count, float* scratch, float* target, nint elementStride);

    /// <summary>G' M G: gradients of 3x3 weights.</summary>
    /// <param name="source">The first element of a row.</param>
    /// <param name="elementStride">The distance between elements.</param>
    /// <param name="count">The number of weights side by side, a multiple of 16.</param>
    /// <param name="scratch">Scratch.</param>
    /// <param name="gradients">Out: laid out like the weights.</param>
    /// <param name="weightStride">The distance between places of the kernel.</param>
    public abstract void WeightGradient(
        float* source, nint elementStride, int count, float* scratch, float* gradients, nint weightStride);
}
