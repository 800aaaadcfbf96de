using System.Runtime.CompilerServices;

namespace Escala.Vision.Kernels;

/// <summary>Pooling.</summary>
/// <typeparam name="TLanes">The set.</typeparam>
/// <typeparam name="TVector">Its vector.</typeparam>
internal sealed unsafe class LanePoolingKernels<TLanes, TVector> : PoolingKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int Lanes = ChannelBlocks.Width;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Max(float* plane, PoolingShape shape, float* outputs, float* places)
    {
        (int height, int width) = (shape.OutputHeight, shape.OutputWidth);
        for (int row = 0; row < height; row++)
        {
            (int top, int bottom) = shape.Window(row, shape.Height);
            for (int column = 0; column < width; column++, outputs += Lanes, places += Lanes)
            {
                (int left, int right) = shape.Window(column, shape.Width);
                float* corner = plane + ((((nint)top * shape.Width) + left) * Lanes);
                for (int lane = 0; lane < Lanes; lane += TLanes.Width)
                {
                    // The first pixel is compared with itself, so that NaN stays where all are NaN.
                    TVector best = TLanes.Load(corner + lane), place = TLanes.Zero, here = place, one = TLanes.Create(1);
                    for (int y = top; y < bottom; y++)
                    {
                        float* x = corner + ((nint)(y - top) * shape.Width * Lanes) + lane;
                        for (int i = left; i < right; i++, x += Lanes)
                        {
                            TVector value = TLanes.Load(x);
                            place = TLanes.SelectGreater(value, best, here, place);
                            best = TLanes.SelectGreater(value, best, value, best);
                            here = TLanes.Add(here, one);
                        }
                    }

                    TLanes.Store(best, outputs + lane);
                    TLanes.Store(place, places + lane);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MaxGradient(float* outputGradients, float* places, float* gate, PoolingShape shape, float* gradients)
    {
        (int height, int width) = (shape.OutputHeight, shape.OutputWidth);
        bool isWritten = Prepare(shape, gradients);
        for (int row = 0; row < height; row++)
        {
            (int top, int bottom) = shape.Window(row, shape.Height);
            for (int column = 0; column < width; column++, outputGradients += Lanes, places += Lanes)
            {
                (int left, int right) = shape.Window(column, shape.Width);
                float* corner = gradients + ((((nint)top * shape.Width) + left) * Lanes);
                for (int lane = 0; lane < Lanes; lane += TLanes.Width)
                {
                    TVector gradient = TLanes.Load(outputGradients + lane), place = TLanes.Load(places + lane);
                    TVector here = TLanes.Zero, one = TLanes.Create(1);
                    if (gate is not null)
                    {
                        gradient = TLanes.SelectGreater(TLanes.Load(gate + lane), TLanes.Zero, gradient, TLanes.Zero);
                    }

                    for (int y = top; y < bottom; y++)
                    {
                        float* dx = corner + ((nint)(y - top) * shape.Width * Lanes) + lane;
                        for (int i = left; i < right; i++, dx += Lanes)
                        {
                            TVector part = TLanes.SelectEqual(place, here, gradient, TLanes.Zero);
                            TLanes.Store(isWritten ? part : TLanes.Add(TLanes.Load(dx), part), dx);
                            here = TLanes.Add(here, one);
                        }
                    }
                }

                gate += gate is null ? 0 : Lanes;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Average(float* plane, PoolingShape shape, float* outputs)
    {
        (int height, int width) = (shape.OutputHeight, shape.OutputWidth);
        TVector share = TLanes.Create(1f / (shape.Size * shape.Size));
        for (int row = 0; row < height; row++)
        {
            (int top, int bottom) = shape.Window(row, shape.Height);
            for (int column = 0; column < width; column++, outputs += Lanes)
            {
                (int left, int right) = shape.Window(column, shape.Width);
                for (int lane = 0; lane < Lanes; lane += TLanes.Width)
                {
                    TVector sum = TLanes.Zero;
                    for (int y = top; y < bottom; y++)
                    {
                        float* x = plane + ((((nint)y * shape.Width) + left) * Lanes) + lane;
                        for (int i = left; i < right; i++, x += Lanes)
                        {
                            sum = TLanes.Add(sum, TLanes.Load(x));
                        }
                    }

                    TLanes.Store(TLanes.Multiply(sum, share), outputs + lane);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AverageGradient(float* outputGradients, PoolingShape shape, float* gradients)
    {
        (int height, int width) = (shape.OutputHeight, shape.OutputWidth);
        TVector share = TLanes.Create(1f / (shape.Size * shape.Size));
        bool isWritten = Prepare(shape, gradients);
        for (int row = 0; row < height; row++)
        {
            (int top, int bottom) = shape.Window(row, shape.Height);
            for (int column = 0; column < width; column++, outputGradients += Lanes)
            {
                (int left, int right) = shape.Window(column, shape.Width);
                for (int lane = 0; lane < Lanes; lane += TLanes.Width)
                {
                    TVector part = TLanes.Multiply(TLanes.Load(outputGradients + lane), share);
                    for (int y = top; y < bottom; y++)
                    {
                        float* dx = gradients + ((((nint)y * shape.Width) + left) * Lanes) + lane;
                        for (int i = left; i < right; i++, dx += Lanes)
                        {
                            TLanes.Store(isWritten ? part : TLanes.Add(TLanes.Load(dx), part), dx);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Whether every pixel is in just one window, so that its gradient can be written; clears the gradients where not.</summary>
    private static bool Prepare(PoolingShape shape, float* gradients)
    {
        bool coversAll = shape.Stride == shape.Size
            && (shape.OutputHeight * shape.Size) - shape.Padding >= shape.Height
            && (shape.OutputWidth * shape.Size) - shape.Padding >= shape.Width;
        if (!coversAll)
        {
            new Span<float>(gradients, shape.Height * shape.Width * Lanes).Clear();
        }

        return coversAll;
    }
}
