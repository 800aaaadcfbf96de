using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Escala.Boosting.Quantiles;

/// <summary>
/// Where the merge of two runs of entries stands. Which of two values is next is as good as chance, so it is not branched on; and because
/// every step waits for the comparison of the step before, the smaller and the larger half of the values are merged by turns.
/// </summary>
/// <param name="a">The next entry of the first run.</param>
/// <param name="b">The next entry of the second run.</param>
/// <param name="count">The place of the next entry of both.</param>
/// <param name="lowOfA">The least weight of the first run's values before that.</param>
/// <param name="lowOfB">The same of the second run.</param>
internal readonly struct QuantileMerge(int a, int b, int count, float lowOfA, float lowOfB)
{
    private readonly int _a = a;
    private readonly int _b = b;
    private readonly int _count = count;
    private readonly float _lowOfA = lowOfA;
    private readonly float _lowOfB = lowOfB;

    /// <summary>Merges two runs, neither of them empty.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="merged">Where to: room for both.</param>
    /// <returns>The number of entries: a value of both has one.</returns>
    public static int Merge(ReadOnlySpan<QuantileEntry> a, ReadOnlySpan<QuantileEntry> b, Span<QuantileEntry> merged)
    {
        int middleOfA = a.Length / 2;
        int found = b.BinarySearch(new ByValue(a[middleOfA].Value));
        int middleOfB = found < 0 ? ~found : found;
        int middle = middleOfA + middleOfB;
        QuantileMerge smaller = default;
        var larger = new QuantileMerge(
            middleOfA, middleOfB, middle, middleOfA == 0 ? 0 : a[middleOfA - 1].LowRankAfter, middleOfB == 0 ? 0 : b[middleOfB - 1].LowRankAfter);
        MergeBoth(a, b, merged, ref smaller, middleOfA, middleOfB, ref larger);
        int count = smaller.Finish(a, b, merged, middleOfA, middleOfB);
        int end = larger.Finish(a, b, merged, a.Length, b.Length);
        if (count < middle)
        {
            merged[middle..end].CopyTo(merged[count..]);
        }

        return count + end - middle;
    }

    /// <summary>Merges both halves until one of the four runs is at its end. A method of its own, for the registers.</summary>
    private static void MergeBoth(
        ReadOnlySpan<QuantileEntry> a,
        ReadOnlySpan<QuantileEntry> b,
        Span<QuantileEntry> merged,
        ref QuantileMerge smaller,
        int middleOfA,
        int middleOfB,
        ref QuantileMerge larger)
    {
        QuantileMerge one = smaller;
        QuantileMerge two = larger;
        while (one.IsBefore(middleOfA, middleOfB) && two.IsBefore(a.Length, b.Length))
        {
            one = one.Step(a, b, merged);
            two = two.Step(a, b, merged);
        }

        (smaller, larger) = (one, two);
    }

    private static int AddRest(ReadOnlySpan<QuantileEntry> rest, float low, float high, Span<QuantileEntry> merged, int count)
    {
        foreach (QuantileEntry x in rest)
        {
            merged[count++] = x with { LowRank = x.LowRank + low, HighRank = x.HighRank + high };
        }

        return count;
    }

    private bool IsBefore(int endOfA, int endOfB) => _a < endOfA && _b < endOfB;

    /// <summary>Merges up to an end of both runs; returns the number of entries.</summary>
    private int Finish(ReadOnlySpan<QuantileEntry> a, ReadOnlySpan<QuantileEntry> b, Span<QuantileEntry> merged, int endOfA, int endOfB)
    {
        QuantileMerge at = this;
        while (at.IsBefore(endOfA, endOfB))
        {
            at = at.Step(a, b, merged);
        }

        float highOfA = endOfA < a.Length ? a[endOfA].HighRankBefore : a[^1].HighRank;
        float highOfB = endOfB < b.Length ? b[endOfB].HighRankBefore : b[^1].HighRank;
        int count = AddRest(a[at._a..endOfA], at._lowOfB, highOfB, merged, at._count);
        return AddRest(b[at._b..endOfB], at._lowOfA, highOfA, merged, count);
    }

    /// <summary>Merges the next entry, or one of each run where they have the same value. Both runs must have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private QuantileMerge Step(ReadOnlySpan<QuantileEntry> a, ReadOnlySpan<QuantileEntry> b, Span<QuantileEntry> merged)
    {
        Vector128<float> x = Load(a, _a);
        Vector128<float> y = Load(b, _b);
        float valueOfA = x.GetElement(3);
        float valueOfB = y.GetElement(3);
        Vector128<float> isOfA = Vector128.LessThanOrEqual(Vector128.Create(valueOfA), Vector128.Create(valueOfB));
        Vector128<float> isOfB = Vector128.LessThanOrEqual(Vector128.Create(valueOfB), Vector128.Create(valueOfA));
        Vector128<float> lowOfA = Vector128.CreateScalar(_lowOfA);
        Vector128<float> lowOfB = Vector128.CreateScalar(_lowOfB);
        Vector128<float> taken = Vector128.ConditionalSelect(isOfA, x, y);
        Vector128<float> other = Vector128.ConditionalSelect(isOfA, y, x);
        Vector128<float> ranks = Vector128.ConditionalSelect(isOfA, lowOfB, lowOfA) + ((other - Weights(other)) & Lanes(0, -1, 0, 0));
        Vector128<float> added = Vector128.ConditionalSelect(isOfA & isOfB, other & Lanes(-1, -1, -1, 0), ranks);
        (taken + added).StoreUnsafe(ref Unsafe.As<QuantileEntry, float>(ref Unsafe.Add(ref MemoryMarshal.GetReference(merged), _count)));
        return new QuantileMerge(
            _a + (valueOfA <= valueOfB ? 1 : 0),
            _b + (valueOfB <= valueOfA ? 1 : 0),
            _count + 1,
            Vector128.ConditionalSelect(isOfA, x + Weights(x), lowOfA).ToScalar(),
            Vector128.ConditionalSelect(isOfB, y + Weights(y), lowOfB).ToScalar());
    }

    /// <summary>Low rank, high rank, weight and value.</summary>
    private static Vector128<float> Load(ReadOnlySpan<QuantileEntry> entries, int i) =>
        Vector128.LoadUnsafe(ref Unsafe.As<QuantileEntry, float>(ref Unsafe.Add(ref MemoryMarshal.GetReference(entries), i)));

    private static Vector128<float> Lanes(int lowRank, int highRank, int weight, int value) =>
        Vector128.Create(lowRank, highRank, weight, value).AsSingle();

    private static Vector128<float> Weights(Vector128<float> entry) => Vector128.Shuffle(entry, Vector128.Create(2, 2, 2, 2));

    /// <summary>Finds the place of a value among entries.</summary>
    private readonly struct ByValue(float value) : IComparable<QuantileEntry>
    {
        private readonly float _value = value;

        public int CompareTo(QuantileEntry other) => _value.CompareTo(other.Value);
    }
}
