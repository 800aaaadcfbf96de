using System.Runtime.CompilerServices;

namespace Escala.Vision.Kernels;

/// <summary>Convolution of each channel by itself.</summary>
/// <typeparam name="TLanes">The set.</typeparam>
/// <typeparam name="TVector">Its vector.</typeparam>
internal sealed unsafe class LaneDepthwiseKernels<TLanes, TVector> : DepthwiseKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int Width = ChannelBlocks.Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Convolve(
        float* plane, OffsetTable pixels, OffsetTable places, float* weights, nint weightStride, float* bias, bool isRectified, float* outputs)
    {
        nint* place = places.Pointer, pixel = pixels.Pointer;
        int placeCount = places.Count, pixelCount = pixels.Count;
        for (int p = 0; p < pixelCount; p++, outputs += Width)
        {
            for (int lane = 0; lane < Width; lane += TLanes.Width)
            {
                float* x = plane + pixel[p] + lane;
                float* w = weights + lane;
                TVector sum = bias is null ? TLanes.Zero : TLanes.Load(bias + lane);
                for (int k = 0; k < placeCount; k++, w += weightStride)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Load(x + place[k]), TLanes.Load(w), sum);
                }

                TLanes.Store(isRectified ? TLanes.Max(TLanes.Zero, sum) : sum, outputs + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddWeightGradient(
        float* plane, OffsetTable pixels, OffsetTable places, float* outputGradients, float* gradients, nint weightStride)
    {
        nint* place = places.Pointer, pixel = pixels.Pointer;
        int placeCount = places.Count, pixelCount = pixels.Count;
        for (int k = 0; k < placeCount; k++, gradients += weightStride)
        {
            for (int lane = 0; lane < Width; lane += TLanes.Width)
            {
                float* x = plane + place[k] + lane;
                float* dy = outputGradients + lane;
                TVector sum = TLanes.Zero, other = sum;
                int p = 0;
                for (; p + 2 <= pixelCount; p += 2, dy += 2 * Width)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Load(x + pixel[p]), TLanes.Load(dy), sum);
                    other = TLanes.MultiplyAdd(TLanes.Load(x + pixel[p + 1]), TLanes.Load(dy + Width), other);
                }

                if (p < pixelCount)
                {
                    sum = TLanes.MultiplyAdd(TLanes.Load(x + pixel[p]), TLanes.Load(dy), sum);
                }

                TLanes.Store(TLanes.Add(TLanes.Load(gradients + lane), TLanes.Add(sum, other)), gradients + lane);
            }
        }
    }
}
