using ScottPlot;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>The font of all charts. It is part of the program, so that charts are the same on machines without fonts.</summary>
internal sealed class ChartFont : IFontResolver
{
    private static readonly SKTypeface Typeface = Load();

    static ChartFont() => Fonts.FontResolvers.Insert(0, new ChartFont());

    private ChartFont()
    {
    }

    /// <summary>Its name.</summary>
    public static string Family => Typeface.FamilyName;

    /// <summary>The font in a size.</summary>
    /// <param name="size">The size, in pixels.</param>
    public static SKFont Sized(float size) => new(Typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };

    /// <summary>The width of a text, in pixels.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Its size, in pixels.</param>
    public static float Width(string text, float size)
    {
        using SKFont font = Sized(size);
        return font.MeasureText(text);
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Family ? Typeface : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? Typeface : null;

    private static SKTypeface Load()
    {
        using Stream font = typeof(ChartFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        return SKTypeface.FromStream(font);
    }
}
