using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SkiaSharp;

namespace Escala.Reports.Tests.Charts;

/// <summary>A text of a drawing and the box around its letters.</summary>
internal sealed partial record DrawnText(string Text, SKRect Box)
{
    /// <summary>All texts of a drawing.</summary>
    public static IReadOnlyList<DrawnText> Of(string svg)
    {
        XElement root = XDocument.Parse(svg).Root!;
        return [.. root.Descendants(root.Name.Namespace + "text").Where(text => text.Value.Length > 0).Select(Of)];
    }

    // The letters of digits and most words: between the ascent and the descent there is room to the next line.
    private static DrawnText Of(XElement text)
    {
        float size = Number(text, "font-size");
        (float x, float y) = (Number(text, "x"), Number(text, "y"));
        var box = new SKRect(x, y - (0.7f * size), x + Number(text, "textLength"), y + (0.15f * size));
        return new DrawnText(text.Value, Transform(text).MapRect(box));
    }

    private static SKMatrix Transform(XElement text)
    {
        string transform = text.Attribute("transform")?.Value ?? "";
        float[] values = [.. Figure().Matches(transform).Select(value => float.Parse(value.Value, CultureInfo.InvariantCulture))];
        return transform.Split('(')[0] switch
        {
            "" => SKMatrix.Identity,
            "translate" => SKMatrix.CreateTranslation(values[0], values.Length > 1 ? values[1] : 0),
            "matrix" => new SKMatrix(values[0], values[2], values[4], values[1], values[3], values[5], 0, 0, 1),
            _ => throw new InvalidOperationException($"A text is placed by {transform}."),
        };
    }

    private static float Number(XElement text, string name) => float.Parse(text.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Figure();
}
