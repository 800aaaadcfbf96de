namespace Escala.Vision.Kernels;

/// <summary>
/// The vector operations that a kernel is written with once for all sets. Each set is an empty struct, so that the compiler makes code
/// of its own for it, in which every operation is one instruction; a vector type of one's own would keep it from using registers.
/// </summary>
/// <typeparam name="TVector">The vector of float32 of the set.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>The number of float32 in a vector; it divides 16.</summary>
    static abstract int Width { get; }

    /// <summary>Zeros.</summary>
    static abstract TVector Zero { get; }

    /// <summary>One value in all lanes.</summary>
    static abstract TVector Create(float value);

    static abstract TVector Load(float* source);

    static abstract void Store(TVector lanes, float* target);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left x right + addend; fused where the set can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>minuend - left x right; fused where the set can.</summary>
    static abstract TVector MultiplySubtract(TVector left, TVector right, TVector minuend);

    /// <summary>The larger; <paramref name="right"/> where one of them is NaN.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>e to the power.</summary>
    static abstract TVector Exp(TVector power);

    /// <summary>Per lane left > right ? greater : other.</summary>
    static abstract TVector SelectGreater(TVector left, TVector right, TVector greater, TVector other);

    /// <summary>Per lane left == right ? equal : other.</summary>
    static abstract TVector SelectEqual(TVector left, TVector right, TVector equal, TVector other);
}
