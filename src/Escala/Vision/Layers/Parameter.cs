using Escala.Numerics;

namespace Escala.Vision.Layers;

/// <summary>
/// Numbers of a layer that are learned, or kept as its state. They have a standard layout, PyTorch's, in which they are saved, and one of their
/// own in memory, which suits the kernels and may be longer; what is beyond is zero, in the gradients too, and stays zero under any optimiser
/// that changes each number by its own gradient.
/// </summary>
/// <param name="name">The name of the layer and of the parameter, <c>3.weight</c>.</param>
/// <param name="shape">The standard shape, <c>(O, I / groups, KH, KW)</c> for convolutions and <c>(O, I)</c> for dense layers.</param>
/// <param name="length">The float32 in memory, a multiple of 16.</param>
/// <param name="indexOf">Where a number of the standard layout lies in memory.</param>
internal sealed unsafe class Parameter(string name, IReadOnlyList<int> shape, nint length, Func<int, nint> indexOf)
{
    public string Name { get; } = name;

    /// <summary>The standard shape.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;

    /// <summary>The numbers of the standard layout.</summary>
    public int Count { get; } = shape.Aggregate(1, (product, side) => checked(product * side));

    /// <summary>The float32 in memory.</summary>
    public nint Length { get; } = length;

    /// <summary>What all numbers start from, 0 by default.</summary>
    public float Start { get; init; }

    /// <summary>How far numbers are from <see cref="Start"/> at first, at most; they are drawn evenly. Default 0.</summary>
    public double Spread { get; init; }

    /// <summary>The numbers, in memory that the network owns.</summary>
    public float* Values { get; private set; }

    /// <summary>Their gradients; null for state that is not learned.</summary>
    public float* Gradients { get; private set; }

    /// <summary>Numbers one after the other in both layouts.</summary>
    /// <param name="name">The name.</param>
    /// <param name="count">How many.</param>
    /// <param name="start">What all start from.</param>
    /// <param name="spread">How far they are from it at first, at most.</param>
    public static Parameter Flat(string name, int count, float start = 0, double spread = 0) =>
        new(name, [count], Kernels.ChannelBlocks.Padded(count), i => i) { Start = start, Spread = spread };

    /// <summary>
    /// Gives the numbers that training starts with: each is drawn by a hash of seed, parameter and its index in the standard layout.
    /// </summary>
    /// <param name="seed">The seed of the job.</param>
    /// <param name="ordinal">The index of the parameter in the network.</param>
    public void Initialize(ulong seed, int ordinal)
    {
        ulong key = CounterRandom.Key(seed, RandomPurpose.InitialParameter, (ulong)ordinal);
        for (int i = 0; i < Count; i++)
        {
            double even = (2 * CounterRandom.ToUnit(CounterRandom.Hash(key, i))) - 1;
            Values[indexOf(i)] = (float)(Start + (Spread * even));
        }
    }

    /// <summary>Gives the memory, which is zero.</summary>
    public void UseMemory(float* values, float* gradients)
    {
        Values = values;
        Gradients = gradients;
    }

    /// <summary>Takes values in the standard layout.</summary>
    /// <param name="values"><see cref="Count"/> numbers.</param>
    public void Set(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Values[indexOf(i)] = values[i];
        }
    }

    /// <summary>The values in the standard layout.</summary>
    /// <param name="target">Out: <see cref="Count"/> numbers.</param>
    public void CopyTo(Span<float> target) => Copy(Values, target);

    /// <summary>The gradients in the standard layout.</summary>
    /// <param name="target">Out: <see cref="Count"/> numbers.</param>
    public void CopyGradientsTo(Span<float> target) => Copy(Gradients, target);

    /// <summary>Any numbers that lie like the values, such as what an optimiser keeps for each, in the standard layout.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="target">Out: <see cref="Count"/> numbers.</param>
    public void Copy(float* source, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = source[indexOf(i)];
        }
    }
}
