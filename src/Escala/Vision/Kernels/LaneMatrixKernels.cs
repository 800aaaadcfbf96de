using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Escala.Vision.Kernels;

/// <summary>
/// The products, by blocks of rows and two vectors of columns whose sums never leave their registers: no method is called within the
/// innermost loops, which is why they are long. Where rows are left over, the last one is computed again in the place of those that
/// there are not.
/// </summary>
/// <typeparam name="TLanes">The set.</typeparam>
/// <typeparam name="TVector">Its vector.</typeparam>
internal sealed unsafe class LaneMatrixKernels<TLanes, TVector> : MatrixKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(in MatrixProduct product)
    {
        int columns = product.Blocks * ChannelBlocks.Width;
        int strip = 2 * TLanes.Width;
        bool isEight = TLanes.Width == ChannelBlocks.Width && Waste(product.Rows, 8) <= Waste(product.Rows, 6);
        int column = 0;
        for (; column + strip <= columns; column += strip)
        {
            int block = column / ChannelBlocks.Width;
            int lane = column % ChannelBlocks.Width;
            float* right = product.Right + (block * product.RightBlock) + lane;
            nint result = (block * product.ResultBlock) + lane;
            nint rightSecond = strip > ChannelBlocks.Width ? product.RightBlock : TLanes.Width;
            nint resultSecond = strip > ChannelBlocks.Width ? product.ResultBlock : TLanes.Width;
            float* bias = product.Bias + column;
            if (isEight)
            {
                for (int row = 0; row < product.Rows; row += 8)
                {
                    MultiplyRows8(product, row, right, rightSecond, result, resultSecond, bias);
                }
            }
            else
            {
                for (int row = 0; row < product.Rows; row += 6)
                {
                    MultiplyRows6(product, row, right, rightSecond, result, resultSecond, bias);
                }
            }
        }

        if (column < columns)
        {
            MultiplyLastBlock(product, column / ChannelBlocks.Width);
        }
    }

    /// <summary>The rows that are computed for nothing.</summary>
    private static int Waste(int rows, int atOnce) => (atOnce - (rows % atOnce)) % atOnce;

    /// <summary>A block that is left over where two make a strip; vectors of half a block compute as many numbers at once.</summary>
    private static void MultiplyLastBlock(in MatrixProduct product, int block)
    {
        float* right = product.Right + (block * product.RightBlock);
        float* bias = product.Bias + (block * ChannelBlocks.Width);
        for (int row = 0; row < product.Rows; row += 6)
        {
            LaneMatrixKernels<Avx2Lanes, Vector256<float>>.MultiplyRows6(
                product, row, right, Avx2Lanes.Width, block * product.ResultBlock, Avx2Lanes.Width, bias);
        }
    }

    /// <summary>Six rows and two vectors of columns: 12 sums that stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void MultiplyRows6(
        in MatrixProduct product, int row, float* right, nint rightSecond, nint column, nint resultSecond, float* bias)
    {
        int last = product.Rows - 1;
        float* left = product.Left;
        nint* offsets = product.RowOffsets;
        float* row0 = left + offsets[row];
        float* row1 = left + offsets[Math.Min(row + 1, last)];
        float* row2 = left + offsets[Math.Min(row + 2, last)];
        float* row3 = left + offsets[Math.Min(row + 3, last)];
        float* row4 = left + offsets[Math.Min(row + 4, last)];
        float* row5 = left + offsets[Math.Min(row + 5, last)];

        TVector low0 = TLanes.Zero, high0 = low0;
        TVector low1 = TLanes.Zero, high1 = low1;
        TVector low2 = TLanes.Zero, high2 = low2;
        TVector low3 = TLanes.Zero, high3 = low3;
        TVector low4 = TLanes.Zero, high4 = low4;
        TVector low5 = TLanes.Zero, high5 = low5;

        if (product.Start == ProductStart.Bias)
        {
            low0 = TLanes.Load(bias);
            high0 = TLanes.Load(bias + TLanes.Width);
            (low1, high1) = (low0, high0);
            (low2, high2) = (low0, high0);
            (low3, high3) = (low0, high0);
            (low4, high4) = (low0, high0);
            (low5, high5) = (low0, high0);
        }
        else if (product.Start == ProductStart.Result)
        {
            float* sums0 = product.Result + (Math.Min(row + 0, last) * product.ResultRow) + column;
            float* sums1 = product.Result + (Math.Min(row + 1, last) * product.ResultRow) + column;
            float* sums2 = product.Result + (Math.Min(row + 2, last) * product.ResultRow) + column;
            float* sums3 = product.Result + (Math.Min(row + 3, last) * product.ResultRow) + column;
            float* sums4 = product.Result + (Math.Min(row + 4, last) * product.ResultRow) + column;
            float* sums5 = product.Result + (Math.Min(row + 5, last) * product.ResultRow) + column;
            (low0, high0) = (TLanes.Load(sums0), TLanes.Load(sums0 + resultSecond));
            (low1, high1) = (TLanes.Load(sums1), TLanes.Load(sums1 + resultSecond));
            (low2, high2) = (TLanes.Load(sums2), TLanes.Load(sums2 + resultSecond));
            (low3, high3) = (TLanes.Load(sums3), TLanes.Load(sums3 + resultSecond));
            (low4, high4) = (TLanes.Load(sums4), TLanes.Load(sums4 + resultSecond));
            (low5, high5) = (TLanes.Load(sums5), TLanes.Load(sums5 + resultSecond));
        }

        nint* step = product.StepOffsets, end = step + product.Steps;
        nint rightStep = product.RightStep;
        do
        {
            nint offset = *step;
            TVector first = TLanes.Load(right), second = TLanes.Load(right + rightSecond);
            TVector value = TLanes.Create(row0[offset]);
            low0 = TLanes.MultiplyAdd(value, first, low0);
            high0 = TLanes.MultiplyAdd(value, second, high0);
            value = TLanes.Create(row1[offset]);
            low1 = TLanes.MultiplyAdd(value, first, low1);
            high1 = TLanes.MultiplyAdd(value, second, high1);
            value = TLanes.Create(row2[offset]);
            low2 = TLanes.MultiplyAdd(value, first, low2);
            high2 = TLanes.MultiplyAdd(value, second, high2);
            value = TLanes.Create(row3[offset]);
            low3 = TLanes.MultiplyAdd(value, first, low3);
            high3 = TLanes.MultiplyAdd(value, second, high3);
            value = TLanes.Create(row4[offset]);
            low4 = TLanes.MultiplyAdd(value, first, low4);
            high4 = TLanes.MultiplyAdd(value, second, high4);
            value = TLanes.Create(row5[offset]);
            low5 = TLanes.MultiplyAdd(value, first, low5);
            high5 = TLanes.MultiplyAdd(value, second, high5);
            right += rightStep;
            step++;
        }
        while (step < end);

        Keep(product, row, column, resultSecond, low0, high0);
        Keep(product, Math.Min(row + 1, last), column, resultSecond, low1, high1);
        Keep(product, Math.Min(row + 2, last), column, resultSecond, low2, high2);
        Keep(product, Math.Min(row + 3, last), column, resultSecond, low3, high3);
        Keep(product, Math.Min(row + 4, last), column, resultSecond, low4, high4);
        Keep(product, Math.Min(row + 5, last), column, resultSecond, low5, high5);
    }

    /// <summary>Eight rows and two vectors of columns: 16 sums that stay in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyRows8(
        in MatrixProduct product, int row, float* right, nint rightSecond, nint column, nint resultSecond, float* bias)
    {
        int last = product.Rows - 1;
        float* left = product.Left;
        nint* offsets = product.RowOffsets;
        float* row0 = left + offsets[row];
        float* row1 = left + offsets[Math.Min(row + 1, last)];
        float* row2 = left + offsets[Math.Min(row + 2, last)];
        float* row3 = left + offsets[Math.Min(row + 3, last)];
        float* row4 = left + offsets[Math.Min(row + 4, last)];
        float* row5 = left + offsets[Math.Min(row + 5, last)];
        float* row6 = left + offsets[Math.Min(row + 6, last)];
        float* row7 = left + offsets[Math.Min(row + 7, last)];

        TVector low0 = TLanes.Zero, high0 = low0;
        TVector low1 = TLanes.Zero, high1 = low1;
        TVector low2 = TLanes.Zero, high2 = low2;
        TVector low3 = TLanes.Zero, high3 = low3;
        TVector low4 = TLanes.Zero, high4 = low4;
        TVector low5 = TLanes.Zero, high5 = low5;
        TVector low6 = TLanes.Zero, high6 = low6;
        TVector low7 = TLanes.Zero, high7 = low7;

        if (product.Start == ProductStart.Bias)
        {
            low0 = TLanes.Load(bias);
            high0 = TLanes.Load(bias + TLanes.Width);
            (low1, high1) = (low0, high0);
            (low2, high2) = (low0, high0);
            (low3, high3) = (low0, high0);
            (low4, high4) = (low0, high0);
            (low5, high5) = (low0, high0);
            (low6, high6) = (low0, high0);
            (low7, high7) = (low0, high0);
        }
        else if (product.Start == ProductStart.Result)
        {
            float* sums0 = product.Result + (Math.Min(row + 0, last) * product.ResultRow) + column;
            float* sums1 = product.Result + (Math.Min(row + 1, last) * product.ResultRow) + column;
            float* sums2 = product.Result + (Math.Min(row + 2, last) * product.ResultRow) + column;
            float* sums3 = product.Result + (Math.Min(row + 3, last) * product.ResultRow) + column;
            float* sums4 = product.Result + (Math.Min(row + 4, last) * product.ResultRow) + column;
            float* sums5 = product.Result + (Math.Min(row + 5, last) * product.ResultRow) + column;
            float* sums6 = product.Result + (Math.Min(row + 6, last) * product.ResultRow) + column;
            float* sums7 = product.Result + (Math.Min(row + 7, last) * product.ResultRow) + column;
            (low0, high0) = (TLanes.Load(sums0), TLanes.Load(sums0 + resultSecond));
            (low1, high1) = (TLanes.Load(sums1), TLanes.Load(sums1 + resultSecond));
            (low2, high2) = (TLanes.Load(sums2), TLanes.Load(sums2 + resultSecond));
            (low3, high3) = (TLanes.Load(sums3), TLanes.Load(sums3 + resultSecond));
            (low4, high4) = (TLanes.Load(sums4), TLanes.Load(sums4 + resultSecond));
            (low5, high5) = (TLanes.Load(sums5), TLanes.Load(sums5 + resultSecond));
            (low6, high6) = (TLanes.Load(sums6), TLanes.Load(sums6 + resultSecond));
            (low7, high7) = (TLanes.Load(sums7), TLanes.Load(sums7 + resultSecond));
        }

        nint* step = product.StepOffsets, end = step + product.Steps;
        nint rightStep = product.RightStep;
        do
        {
            nint offset = *step;
            TVector first = TLanes.Load(right), second = TLanes.Load(right + rightSecond);
            TVector value = TLanes.Create(row0[offset]);
            low0 = TLanes.MultiplyAdd(value, first, low0);
            high0 = TLanes.MultiplyAdd(value, second, high0);
            value = TLanes.Create(row1[offset]);
            low1 = TLanes.MultiplyAdd(value, first, low1);
            high1 = TLanes.MultiplyAdd(value, second, high1);
            value = TLanes.Create(row2[offset]);
            low2 = TLanes.MultiplyAdd(value, first, low2);
            high2 = TLanes.MultiplyAdd(value, second, high2);
            value = TLanes.Create(row3[offset]);
            low3 = TLanes.MultiplyAdd(value, first, low3);
            high3 = TLanes.MultiplyAdd(value, second, high3);
            value = TLanes.Create(row4[offset]);
            low4 = TLanes.MultiplyAdd(value, first, low4);
            high4 = TLanes.MultiplyAdd(value, second, high4);
            value = TLanes.Create(row5[offset]);
            low5 = TLanes.MultiplyAdd(value, first, low5);
            high5 = TLanes.MultiplyAdd(value, second, high5);
            value = TLanes.Create(row6[offset]);
            low6 = TLanes.MultiplyAdd(value, first, low6);
            high6 = TLanes.MultiplyAdd(value, second, high6);
            value = TLanes.Create(row7[offset]);
            low7 = TLanes.MultiplyAdd(value, first, low7);
            high7 = TLanes.MultiplyAdd(value, second, high7);
            right += rightStep;
            step++;
        }
        while (step < end);

        Keep(product, row, column, resultSecond, low0, high0);
        Keep(product, Math.Min(row + 1, last), column, resultSecond, low1, high1);
        Keep(product, Math.Min(row + 2, last), column, resultSecond, low2, high2);
        Keep(product, Math.Min(row + 3, last), column, resultSecond, low3, high3);
        Keep(product, Math.Min(row + 4, last), column, resultSecond, low4, high4);
        Keep(product, Math.Min(row + 5, last), column, resultSecond, low5, high5);
        Keep(product, Math.Min(row + 6, last), column, resultSecond, low6, high6);
        Keep(product, Math.Min(row + 7, last), column, resultSecond, low7, high7);
    }

    /// <summary>Stores the sums of a row, after what is to become of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(in MatrixProduct product, int row, nint column, nint second, TVector low, TVector high)
    {
        nint place = (row * product.ResultRow) + column;
        if (product.IsRectified)
        {
            low = TLanes.Max(TLanes.Zero, low);
            high = TLanes.Max(TLanes.Zero, high);
        }
        else if (product.Gate is not null)
        {
            float* gate = product.Gate + place;
            low = TLanes.SelectGreater(TLanes.Load(gate), TLanes.Zero, low, TLanes.Zero);
            high = TLanes.SelectGreater(TLanes.Load(gate + second), TLanes.Zero, high, TLanes.Zero);
        }

        TLanes.Store(low, product.Result + place);
        TLanes.Store(high, product.Result + place + second);
    }
}
