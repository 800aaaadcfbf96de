using System.Runtime.CompilerServices;

namespace Escala.Vision.Kernels;

/// <summary>
/// Winograd's transforms. Each is a small matrix applied to the columns of a tile and then to its rows; the matrices are written out
/// as sums that share their parts.
/// </summary>
/// <typeparam name="TLanes">The set.</typeparam>
/// <typeparam name="TVector">Its vector.</typeparam>
internal sealed unsafe partial class LaneWinogradKernels<TLanes, TVector> : WinogradKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int Width = ChannelBlocks.Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void TransformInput(float* plane, in TileWindow window, float* scratch, float* target, nint elementStride)
    {
        nint stride = window.RowStride;
        bool isWhole = window.IsWhole;
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            float* source = plane + window.Corner + lane;
            for (int column = 0; column < PatchSize; column++, source += Width)
            {
                float* half = scratch + (column * Width);
                if (isWhole)
                {
                    InputHalf(source, stride, half, PatchSize * Width);
                }
                else
                {
                    InputHalf(
                        Read(source, window, 0, column),
                        Read(source, window, 1, column),
                        Read(source, window, 2, column),
                        Read(source, window, 3, column),
                        Read(source, window, 4, column),
                        Read(source, window, 5, column),
                        half,
                        PatchSize * Width);
                }
            }

            for (int row = 0; row < PatchSize; row++)
            {
                InputHalf(scratch + (row * PatchSize * Width), Width, target + (row * PatchSize * elementStride) + lane, elementStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void TransformGradient(float* plane, in TileWindow window, float* scratch, float* target, nint elementStride)
    {
        nint stride = window.RowStride;
        bool isWhole = window.IsWhole;
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            float* source = plane + window.Corner + lane;
            for (int column = 0; column < TileSize; column++, source += Width)
            {
                float* half = scratch + (column * Width);
                if (isWhole)
                {
                    GradientHalf(source, stride, half, TileSize * Width);
                }
                else
                {
                    GradientHalf(
                        Read(source, window, 0, column),
                        Read(source, window, 1, column),
                        Read(source, window, 2, column),
                        Read(source, window, 3, column),
                        half,
                        TileSize * Width);
                }
            }

            for (int row = 0; row < PatchSize; row++)
            {
                GradientHalf(scratch + (row * TileSize * Width), Width, target + (row * PatchSize * elementStride) + lane, elementStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void TransformOutput(
        float* source, nint elementStride, float* bias, bool isRectified, float* scratch, float* plane, in TileWindow window)
    {
        (int first, int end, bool isWhole) = (window.FirstRow, window.EndRow, window.IsWhole);
        (nint stride, nint corner) = (window.RowStride, window.Corner);
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            for (int column = 0; column < PatchSize; column++)
            {
                OutputHalf(source + (column * elementStride) + lane, PatchSize * elementStride, scratch + (column * Width), PatchSize * Width);
            }

            TVector added = bias is null ? TLanes.Zero : TLanes.Load(bias + lane);
            for (int row = first; row < end; row++)
            {
                float* target = plane + corner + (row * stride) + lane;
                float* half = scratch + (row * PatchSize * Width);
                if (isWhole)
                {
                    OutputRow(half, added, isRectified, target);
                    continue;
                }

                OutputRow(half, added, isRectified, half);
                for (int column = window.FirstColumn; column < window.EndColumn; column++)
                {
                    TLanes.Store(TLanes.Load(half + (column * Width)), target + (column * Width));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddInputGradient(float* source, nint elementStride, float* scratch, float* plane, in TileWindow window)
    {
        (int first, int end, bool isWhole) = (window.FirstRow, window.EndRow, window.IsWhole);
        (nint stride, nint corner) = (window.RowStride, window.Corner);
        for (int lane = 0; lane < Width; lane += TLanes.Width)
        {
            for (int column = 0; column < PatchSize; column++)
            {
                InputGradientHalf(
                    source + (column * elementStride) + lane, PatchSize * elementStride, false, scratch + (column * Width), PatchSize * Width);
            }

            for (int row = first; row < end; row++)
            {
                float* target = plane + corner + (row * stride) + lane;
                float* half = scratch + (row * PatchSize * Width);
                if (isWhole)
                {
                    InputGradientHalf(half, Width, true, target, Width);
                    continue;
                }

                InputGradientHalf(half, Width, false, half, Width);
                for (int column = window.FirstColumn; column < window.EndColumn; column++)
                {
                    float* gradient = target + (column * Width);
                    TLanes.Store(TLanes.Add(TLanes.Load(gradient), TLanes.Load(half + (column * Width))), gradient);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void TransformWeights(
        float* weights, nint weightStride, int count, float* scratch, float* target, nint elementStride)
    {
        for (int lane = 0; lane < count; lane += TLanes.Width)
        {
            for (int column = 0; column < 3; column++)
            {
                WeightHalf(weights + (column * weightStride) + lane, 3 * weightStride, scratch + (column * Width), 3 * Width);
            }

            for (int row = 0; row < PatchSize; row++)
            {
                WeightHalf(scratch + (row * 3 * Width), Width, target + (row * PatchSize * elementStride) + lane, elementStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void WeightGradient(
        float* source, nint elementStride, int count, float* scratch, float* gradients, nint weightStride)
    {
        for (int lane = 0; lane < count; lane += TLanes.Width)
        {
            for (int column = 0; column < PatchSize; column++)
            {
                WeightGradientHalf(
                    source + (column * elementStride) + lane, PatchSize * elementStride, scratch + (column * Width), PatchSize * Width);
            }

            for (int row = 0; row < 3; row++)
            {
                WeightGradientHalf(scratch + (row * PatchSize * Width), Width, gradients + (row * 3 * weightStride) + lane, weightStride);
            }
        }
    }
}
