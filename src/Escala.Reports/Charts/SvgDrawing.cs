using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Escala.Reports.Charts;

/// <summary>Makes of what Skia writes a drawing that scales, can be read out and can stand in a page beside others.</summary>
/// <param name="sheet">The chart.</param>
/// <param name="theme">Its colours.</param>
internal sealed partial class SvgDrawing(ChartSheet sheet, ChartTheme theme)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Rewrites a drawing.</summary>
    /// <param name="drawing">What Skia wrote.</param>
    public string Tidy(Stream drawing)
    {
        XElement root = XDocument.Load(drawing).Root!;
        root.SetAttributeValue("viewBox", $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}");
        root.SetAttributeValue("role", "img");
        root.AddFirst(new XElement(Svg + "title", sheet.Title), new XElement(Svg + "desc", sheet.Description));
        NameParts(root);
        foreach (XAttribute attribute in root.Descendants().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            attribute.Value = Tidy(attribute);
        }

        Merge(root);
        foreach (XElement image in root.Descendants(Svg + "image"))
        {
            image.SetAttributeValue("image-rendering", "pixelated");
        }

        foreach (XElement text in root.Descendants(Svg + "text"))
        {
            Fit(text);
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    // Skia counts parts over all drawings of the process: the names must be the same every time, and of this drawing alone in a
    // page that holds several.
    private void NameParts(XElement root)
    {
        int count = 0;
        var names = root.Descendants().Attributes("id").ToDictionary(id => id.Value, _ => $"{sheet.Name}-{theme.Name}-{++count}");
        foreach (XAttribute id in root.Descendants().Attributes("id"))
        {
            id.Value = names[id.Value];
        }

        foreach (XAttribute clip in root.Descendants().Attributes("clip-path"))
        {
            clip.Value = $"url(#{names[clip.Value["url(#".Length..^1]]})";
        }

        foreach (XAttribute link in root.Descendants().Attributes().Where(IsLinkWithin))
        {
            link.Value = $"#{names[link.Value[1..]]}";
        }
    }

    private static bool IsLinkWithin(XAttribute attribute) =>
        attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#');

    // A shape that is filled and then outlined is one element.
    private static void Merge(XElement root)
    {
        foreach (XElement path in root.Descendants(Svg + "path").ToArray())
        {
            if (path.NextNode is XElement next && next.Name == path.Name && next.Attribute("fill")?.Value == "none"
                && path.Attribute("stroke") is null && next.Attribute("d")!.Value == path.Attribute("d")!.Value)
            {
                path.Add(next.Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("stroke", StringComparison.Ordinal)));
                next.Remove();
            }
        }
    }

    private static string Tidy(XAttribute attribute) => attribute.Name.LocalName switch
    {
        "d" => SvgPath.Shorten(attribute.Value),
        "points" or "x" or "y" or "x1" or "x2" or "y1" or "y2" or "cx" or "cy" or "width" or "height" or "transform" =>
            LongNumber().Replace(attribute.Value, Round),
        _ => attribute.Value,
    };

    private static string Round(Match number) =>
        double.Parse(number.Value, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture);

    // Skia places every letter. Where the font is another one the text keeps its width, but its letters stay together.
    private static void Fit(XElement text)
    {
        text.Value = text.Value.Trim();
        double size = double.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        text.SetAttributeValue("x", First(text, "x"));
        text.SetAttributeValue("y", First(text, "y"));
        text.SetAttributeValue("textLength", ChartFont.Width(text.Value, (float)size).ToString("0.##", CultureInfo.InvariantCulture));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        text.SetAttributeValue("font-family", $"{ChartFont.Family}, Verdana, sans-serif");
    }

    private static string First(XElement text, string place) => text.Attribute(place)!.Value.Split(',', 2)[0].Trim();

    [GeneratedRegex(@"-?\d*\.\d+(e-?\d+)?")]
    private static partial Regex LongNumber();
}
