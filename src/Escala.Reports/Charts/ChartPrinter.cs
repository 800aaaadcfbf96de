using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>Draws a chart in every form that reports need. The same chart gives the same bytes.</summary>
internal sealed class ChartPrinter
{
    private const float TitleLine = 27;
    private const float BottomMargin = 6;

    /// <summary>No filter for any line (<c>NoFilters</c> lets libpng choose): areas of one colour are smaller so, and sooner written.</summary>
    private static readonly SKPngEncoderOptions PngOptions = new(SKPngEncoderFilterFlags.None, zLibLevel: 6);

    private readonly ChartSheet _sheet;
    private readonly IReadOnlyList<string> _title;
    private readonly ChartLegend _legend;
    private readonly float _panelsTop;
    private readonly int _height;

    private ChartPrinter(ChartSheet sheet)
    {
        _sheet = sheet;
        _title = TextLines.Wrap(sheet.Title, ChartStyle.TitleSize, ChartStyle.Width - (2 * ChartStyle.Margin));
        _legend = new ChartLegend(sheet.Legend);
        _panelsTop = ChartStyle.Margin + (_title.Count * TitleLine) + _legend.Height + 6;
        _height = (int)Math.Ceiling(_panelsTop + sheet.Panels.Sum(panel => panel.Height) + BottomMargin);
    }

    /// <summary>Draws a chart.</summary>
    /// <param name="sheet">What it consists of.</param>
    public static Chart Print(ChartSheet sheet)
    {
        var printer = new ChartPrinter(sheet);
        return new Chart
        {
            Name = sheet.Name,
            Title = sheet.Title,
            Description = sheet.Description,
            Svg = printer.Svg(ChartTheme.Light),
            DarkSvg = printer.Svg(ChartTheme.Dark),
            Png = printer.Png(ChartTheme.Light),
        };
    }

    private string Svg(ChartTheme theme)
    {
        using var drawing = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, ChartStyle.Width, _height), drawing))
        {
            Paint(canvas, theme);
        }

        drawing.Position = 0;
        return new SvgDrawing(_sheet, theme).Tidy(drawing);
    }

    private byte[] Png(ChartTheme theme)
    {
        (int width, int height) = (ChartStyle.Width * ChartStyle.PngScale, _height * ChartStyle.PngScale);
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Scale(ChartStyle.PngScale);
        Paint(surface.Canvas, theme);
        using SKPixmap pixels = surface.PeekPixels();
        using SKData png = pixels.Encode(PngOptions)!;
        return png.ToArray();
    }

    private void Paint(SKCanvas canvas, ChartTheme theme)
    {
        var whole = new ChartCanvas(canvas, new SKRect(0, 0, ChartStyle.Width, _height), theme);
        whole.Fill(whole.Area, theme.Ground);
        for (int line = 0; line < _title.Count; line++)
        {
            float baseline = ChartStyle.Margin + (line * TitleLine) + ChartStyle.TitleSize;
            whole.Write(_title[line], ChartStyle.Margin, baseline, ChartStyle.TitleSize);
        }

        float right = ChartStyle.Width - ChartStyle.Margin;
        _legend.Paint(new ChartCanvas(canvas, new SKRect(ChartStyle.Margin, _panelsTop - 6 - _legend.Height, right, _panelsTop), theme));
        float top = _panelsTop;
        foreach (ChartPanel panel in _sheet.Panels)
        {
            panel.Paint(new ChartCanvas(canvas, new SKRect(0, top, ChartStyle.Width, top + panel.Height), theme));
            top += panel.Height;
        }
    }
}
