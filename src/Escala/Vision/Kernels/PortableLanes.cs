using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector128<float>;

namespace Escala.Vision.Kernels;

/// <summary>Four lanes, as every CPU has them; also the reference that the others are tested against.</summary>
internal readonly unsafe struct PortableLanes : ILanes<Lanes>
{
    public static int Width => 4;

    public static Lanes Zero => Lanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Create(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(float* source) => Vector128.Load(source);

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
    public static Lanes MultiplyAdd(Lanes left, Lanes right, Lanes addend) => (left * right) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplySubtract(Lanes left, Lanes right, Lanes minuend) => minuend - (left * right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Max(Lanes left, Lanes right) => Vector128.ConditionalSelect(Vector128.GreaterThan(left, right), left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes power) => Vector128.Exp(power);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SelectGreater(Lanes left, Lanes right, Lanes greater, Lanes other) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(left, right), greater, other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes SelectEqual(Lanes left, Lanes right, Lanes equal, Lanes other) =>
        Vector128.ConditionalSelect(Vector128.Equals(left, right), equal, other);
}
