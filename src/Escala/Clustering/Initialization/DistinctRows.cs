namespace Escala.Clustering.Initialization;

/// <summary>Counts distinct rows: two rows are the same when all their values are equal.</summary>
internal sealed class DistinctRows(int features)
{
    private readonly HashSet<float[]> _rows = new(new ByValue());

    /// <summary>The distinct rows so far.</summary>
    public int Count => _rows.Count;

    /// <summary>The rows themselves, row-major, in no particular order.</summary>
    public float[] ToArray() => [.. _rows.SelectMany(row => row)];

    /// <summary>Adds a row unless it is there already.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, features);
        if (!_rows.GetAlternateLookup<ReadOnlySpan<float>>().Contains(row))
        {
            _rows.Add(row.ToArray());
        }
    }

    private sealed class ByValue : IEqualityComparer<float[]>, IAlternateEqualityComparer<ReadOnlySpan<float>, float[]>
    {
        public bool Equals(float[]? x, float[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(float[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<float> alternate, float[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<float> alternate)
        {
            var hash = default(HashCode);
            foreach (float value in alternate)
            {
                // 0 and -0 are equal and must hash alike.
                hash.Add(value == 0 ? 0 : BitConverter.SingleToInt32Bits(value));
            }

            return hash.ToHashCode();
        }

        public float[] Create(ReadOnlySpan<float> alternate) => alternate.ToArray();
    }
}
