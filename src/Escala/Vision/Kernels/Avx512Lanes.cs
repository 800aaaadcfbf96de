using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lanes = System.Runtime.Intrinsics.Vector512<float>;

namespace Escala.Vision.Kernels;

/// <summary>AVX-512: 16 lanes, and 32 registers to keep them in.</summary>
internal readonly unsafe struct Avx512Lanes : ILanes<Lanes>
{
    public static int Width => 16;

    public static Lanes Zero => Lanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Create(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(float* source) => Vector512.Load(source);

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
    public static Lanes MultiplyAdd(Lanes left, Lanes right, Lanes addend) => Avx512F.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplySubtract(Lanes left, Lanes right, Lanes minuend) => Avx512F.FusedMultiplyAddNegated(left, right, minuend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes left, Lanes right) => Avx512F.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes power) => Vector512.Exp(power);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SelectGreater(Lanes left, Lanes right, Lanes greater, Lanes other) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), greater, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SelectEqual(Lanes left, Lanes right, Lanes equal, Lanes other) =>
        Vector512.ConditionalSelect(Vector512.Equals(left, right), equal, other);
}
