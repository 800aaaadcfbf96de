namespace Escala.Boosting.Quantiles;

/// <summary>Sorts elements by their upper 32 bits, eleven bits at a time, from the lowest: O(elements). For one thread.</summary>
internal sealed class KeySort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 3;
    private const int KeyShift = 32;

    /// <summary>Below this a comparison sort is quicker than counting digits.</summary>
    private const int FewElements = 512;

    private readonly int[] _counts = new int[Passes * Digits];
    private ulong[] _scratch = [];

    /// <summary>Sorts; elements with the same key end in any order.</summary>
    public void Sort(Span<ulong> elements)
    {
        if (elements.Length < FewElements)
        {
            elements.Sort();
            return;
        }

        if (_scratch.Length < elements.Length)
        {
            _scratch = GC.AllocateUninitializedArray<ulong>(elements.Length);
        }

        Count(elements);
        Span<ulong> from = elements;
        Span<ulong> to = _scratch.AsSpan(0, elements.Length);
        for (int pass = 0; pass < Passes; pass++)
        {
            int shift = KeyShift + (pass * DigitBits);
            Span<int> counts = _counts.AsSpan(pass * Digits, Digits);
            if (counts[Digit(elements[0], shift)] < elements.Length)
            {
                Deal(from, to, shift, counts);
                Span<ulong> dealt = to;
                to = from;
                from = dealt;
            }
        }

        if (from != elements)
        {
            from.CopyTo(elements);
        }
    }

    private static int Digit(ulong element, int shift) => (int)(element >> shift) & (Digits - 1);

    private static void Deal(ReadOnlySpan<ulong> from, Span<ulong> to, int shift, Span<int> counts)
    {
        int next = 0;
        foreach (ref int count in counts)
        {
            (count, next) = (next, next + count);
        }

        foreach (ulong element in from)
        {
            to[counts[Digit(element, shift)]++] = element;
        }
    }

    private void Count(ReadOnlySpan<ulong> elements)
    {
        Array.Clear(_counts);
        Span<int> low = _counts.AsSpan(0, Digits);
        Span<int> middle = _counts.AsSpan(Digits, Digits);
        Span<int> high = _counts.AsSpan(2 * Digits, Digits);
        foreach (ulong element in elements)
        {
            low[Digit(element, KeyShift)]++;
            middle[Digit(element, KeyShift + DigitBits)]++;
            high[Digit(element, KeyShift + (2 * DigitBits))]++;
        }
    }
}
