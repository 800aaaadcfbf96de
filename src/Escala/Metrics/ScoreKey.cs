namespace Escala.Metrics;

/// <summary>Scores as integers in the opposite order: the highest score has the lowest key.</summary>
internal static class ScoreKey
{
    private const uint Sign = 0x8000_0000;

    /// <summary>The key of a score that is a number; the two zeros have the same.</summary>
    public static uint Of(float score)
    {
        uint bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return ~(bits ^ ((uint)((int)bits >> 31) | Sign));
    }

    /// <summary>The score of a key.</summary>
    public static float Score(uint key)
    {
        uint ordered = ~key;
        return BitConverter.UInt32BitsToSingle((ordered & Sign) != 0 ? ordered ^ Sign : ~ordered);
    }
}
