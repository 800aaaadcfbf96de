using System.Numerics;
using System.Runtime.CompilerServices;

namespace Escala.Vision.Images;

/// <summary>Sums of bytes and of their squares, exact.</summary>
internal struct PixelSums
{
    /// <summary>So many vectors can be added before a lane of 32 bits may run over: 255 x 255 x 4 x this is below 2^32.</summary>
    private const int VectorsAtATime = 16_384;

    /// <summary>The sum of the values.</summary>
    public long Sum { get; private set; }

    /// <summary>The sum of the squared values.</summary>
    public long Squares { get; private set; }

    /// <summary>Adds values.</summary>
    public void Add(ReadOnlySpan<byte> values)
    {
        int vectors = values.Length / Vector<byte>.Count;
        for (int first = 0; first < vectors; first += VectorsAtATime)
        {
            int count = Math.Min(VectorsAtATime, vectors - first);
            AddVectors(values.Slice(first * Vector<byte>.Count, count * Vector<byte>.Count));
        }

        foreach (byte value in values[(vectors * Vector<byte>.Count)..])
        {
            Sum += value;
            Squares += value * value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddVectors(ReadOnlySpan<byte> values)
    {
        Vector<uint> sums = Vector<uint>.Zero;
        Vector<uint> squares = Vector<uint>.Zero;
        for (int i = 0; i < values.Length; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(values[i..]), out Vector<ushort> low, out Vector<ushort> high);

            // A byte's square fits 16 bits.
            sums += Both(low) + Both(high);
            squares += Both(low * low) + Both(high * high);
        }

        for (int lane = 0; lane < Vector<uint>.Count; lane++)
        {
            Sum += sums[lane];
            Squares += squares[lane];
        }
    }

    private static Vector<uint> Both(Vector<ushort> values)
    {
        Vector.Widen(values, out Vector<uint> low, out Vector<uint> high);
        return low + high;
    }
}
