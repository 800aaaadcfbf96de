using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace Escala.Vision.Kernels;

/// <summary>AVX2 and FMA: 8 lanes.</summary>
internal readonly unsafe struct Avx2Lanes : ILanes<Lanes>
{
    public static int Width => 8;

    public static Lanes Zero => Lanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes lanes, float* target) => lanes.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Add(Lanes left, Lanes right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Subtract(Lanes left, Lanes right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Multiply(Lanes left, Lanes right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Divide(Lanes left, Lanes right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplyAdd(Lanes left, Lanes right, Lanes addend) => Fma.MultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplySubtract(Lanes left, Lanes right, Lanes minuend) => Fma.MultiplyAddNegated(left, right, minuend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes left, Lanes right) => Avx.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes power) => Vector256.Exp(power);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SelectGreater(Lanes left, Lanes right, Lanes greater, Lanes other) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), greater, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SelectEqual(Lanes left, Lanes right, Lanes equal, Lanes other) =>
        Vector256.ConditionalSelect(Vector256.Equals(left, right), equal, other);
}
