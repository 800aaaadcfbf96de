namespace Escala.Engines.Conformance;

/// <summary>Rows on which engines must give the same answers.</summary>
internal static class AnswerRows
{
    /// <summary>Makes rows of three numbers and a class that is likely 1 where the first is large.</summary>
    public static float[,] Of(int count)
    {
        var random = new Random(11);
        var rows = new float[count, 4];
        for (int row = 0; row < count; row++)
        {
            for (int feature = 0; feature < 3; feature++)
            {
                rows[row, feature] = random.NextSingle() + (row % 4);
            }

            rows[row, 3] = rows[row, 0] + random.NextSingle() > 2.4 ? 1 : 0;
        }

        return rows;
    }
}
