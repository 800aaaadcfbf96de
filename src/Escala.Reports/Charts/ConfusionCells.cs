namespace Escala.Reports.Charts;

/// <summary>What stands in the cells of a confusion matrix: the weight of the rows, and its share of the true class.</summary>
internal sealed class ConfusionCells
{
    /// <summary>In smaller letters counts are shortened to thousands.</summary>
    private const float SmallestFullSize = 13;

    private const float Room = 6;

    /// <summary>Chooses the texts and their size.</summary>
    /// <param name="matrix">The weight of the rows by true class (outer) and predicted class (inner).</param>
    /// <param name="width">The width of a cell, in pixels.</param>
    /// <param name="words">The language.</param>
    public ConfusionCells(IReadOnlyList<IReadOnlyList<double>> matrix, float width, ChartWords words)
    {
        int decimals = matrix.Count == 2 ? 1 : 0;
        Shares = Texts(matrix, (weight, whole) => weight > 0 ? words.Percent(weight / whole, decimals) : "");
        Counts = Texts(matrix, (weight, _) => Count(weight, words));
        TextSize = Fitting(width);
        if (TextSize < SmallestFullSize)
        {
            Counts = Texts(matrix, (weight, _) => words.Thousands(weight));
            TextSize = Fitting(width);
        }
    }

    /// <summary>The weights.</summary>
    public string[][] Counts { get; }

    /// <summary>The shares of the true class; empty where nothing was predicted.</summary>
    public string[][] Shares { get; }

    /// <summary>The size of the texts, in pixels.</summary>
    public float TextSize { get; }

    /// <summary>A weight: a whole number where rows count alike.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="words">The language.</param>
    public static string Count(double weight, ChartWords words) =>
        weight == Math.Floor(weight) ? words.Figures.Count((long)weight) : words.Short(weight);

    private static string[][] Texts(IReadOnlyList<IReadOnlyList<double>> matrix, Func<double, double, string> text) =>
        [.. matrix.Select(row => row.Select(weight => text(weight, row.Sum())).ToArray())];

    private float Fitting(float width)
    {
        float widest = Counts.Concat(Shares).SelectMany(row => row).Max(text => ChartFont.Width(text, ChartStyle.TextSize));
        return Math.Min(ChartStyle.TextSize, ChartStyle.TextSize * (width - Room) / widest);
    }
}
