namespace Escala.Reports.Charts;

/// <summary>Makes texts fit a width.</summary>
internal static class TextLines
{
    /// <summary>Breaks a text between words. A word that is wider than a line is a line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Its size, in pixels.</param>
    /// <param name="width">The width of a line, in pixels.</param>
    public static IReadOnlyList<string> Wrap(string text, float size, float width)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' '))
        {
            string longer = lines.Count > 0 ? $"{lines[^1]} {word}" : word;
            if (lines.Count > 0 && ChartFont.Width(longer, size) <= width)
            {
                lines[^1] = longer;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    /// <summary>Leaves the middle of a text out where it is too wide.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Its size, in pixels.</param>
    /// <param name="width">The width, in pixels.</param>
    public static string Shorten(string text, float size, float width)
    {
        string shown = text;
        for (int kept = text.Length - 1; kept >= 2 && ChartFont.Width(shown, size) > width; kept--)
        {
            shown = $"{text[..(kept - (kept / 2))]}…{text[^(kept / 2)..]}";
        }

        return shown;
    }
}
