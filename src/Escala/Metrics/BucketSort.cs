namespace Escala.Metrics;

/// <summary>Sorts elements that differ in the lower half of their keys (bits 32 to 47) only, byte by byte. For one thread.</summary>
internal sealed class BucketSort
{
    private const int LowShift = 32;
    private const int HighShift = 40;
    private const int Digits = 256;

    /// <summary>Below this a comparison sort is quicker than counting digits.</summary>
    private const int FewElements = 128;

    private ulong[] _scratch = [];

    /// <summary>Sorts by the keys.</summary>
    /// <returns>The number of distinct keys.</returns>
    public int SortAndCount(Span<ulong> elements)
    {
        if (elements.Length > FewElements)
        {
            SortByDigits(elements);
        }
        else
        {
            elements.Sort();
        }

        int count = elements.IsEmpty ? 0 : 1;
        for (int i = 1; i < elements.Length; i++)
        {
            count += elements[i] >> LowShift != elements[i - 1] >> LowShift ? 1 : 0;
        }

        return count;
    }

    private static void Deal(ReadOnlySpan<ulong> from, Span<ulong> to, int shift, Span<int> counts)
    {
        int next = 0;
        for (int digit = 0; digit < Digits; digit++)
        {
            int count = counts[digit];
            counts[digit] = next;
            next += count;
        }

        foreach (ulong element in from)
        {
            to[counts[(byte)(element >> shift)]++] = element;
        }
    }

    private void SortByDigits(Span<ulong> elements)
    {
        Span<int> low = stackalloc int[Digits];
        Span<int> high = stackalloc int[Digits];
        low.Clear();
        high.Clear();
        foreach (ulong element in elements)
        {
            low[(byte)(element >> LowShift)]++;
            high[(byte)(element >> HighShift)]++;
        }

        // Trees give few distinct scores at first: where a digit is the same throughout there is nothing to deal.
        bool needsLow = low[(byte)(elements[0] >> LowShift)] < elements.Length;
        bool needsHigh = high[(byte)(elements[0] >> HighShift)] < elements.Length;
        if (!needsLow && !needsHigh)
        {
            return;
        }

        if (_scratch.Length < elements.Length)
        {
            _scratch = GC.AllocateUninitializedArray<ulong>(elements.Length);
        }

        Span<ulong> scratch = _scratch.AsSpan(0, elements.Length);
        if (needsLow)
        {
            Deal(elements, scratch, LowShift, low);
        }
        else
        {
            elements.CopyTo(scratch);
        }

        if (needsHigh)
        {
            Deal(scratch, elements, HighShift, high);
        }
        else
        {
            scratch.CopyTo(elements);
        }
    }
}
