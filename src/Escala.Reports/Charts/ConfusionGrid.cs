using ScottPlot;
using SkiaSharp;

namespace Escala.Reports.Charts;

/// <summary>A confusion matrix as coloured cells, with numbers in them for up to ten classes.</summary>
internal sealed class ConfusionGrid
{
    private const int MostNumbered = 10;
    private const int Shades = 20;

    /// <summary>A single row among thousands is still seen.</summary>
    private const double Weakest = 0.12;

    /// <summary>Texts on the strongest colour still have a contrast of over 4.5 on both grounds.</summary>
    private const double StrongestBelowText = 0.6;

    private const float WidestCell = 120;
    private const float WidestName = 124;
    private const float Gap = 8;

    private readonly IReadOnlyList<IReadOnlyList<double>> _matrix;
    private readonly IReadOnlyList<string> _classes;
    private readonly ConfusionCells? _cells;
    private readonly SKSize _cell;
    private readonly float _names;
    private readonly float _header;
    private readonly bool _isTurned;

    /// <summary>Arranges a matrix.</summary>
    /// <param name="matrix">The weight of the rows by true class (outer) and predicted class (inner).</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="width">The most that it may be wide, in pixels.</param>
    /// <param name="words">The language.</param>
    public ConfusionGrid(IReadOnlyList<IReadOnlyList<double>> matrix, IReadOnlyList<string> classes, float width, ChartWords words)
    {
        _matrix = matrix;
        _classes = classes;
        float longest = classes.Max(name => ChartFont.Width(name, ChartStyle.TextSize));
        _names = Math.Min(longest, WidestName * Math.Min(1, width / ChartStyle.Width * 1.4f)) + Gap;
        float cell = Math.Min(WidestCell, (width - _names) / classes.Count);
        bool isNumbered = classes.Count <= MostNumbered;
        _cell = new SKSize(cell, isNumbered ? Math.Clamp(0.8f * cell, 44, 64) : cell);
        _cells = isNumbered ? new ConfusionCells(matrix, cell, words) : null;
        _isTurned = longest > cell - 4;
        _header = _isTurned ? Math.Min(longest, WidestName) + Gap : ChartStyle.LineHeight;
        Width = _names + (cell * classes.Count);
    }

    /// <summary>Its width, in pixels.</summary>
    public float Width { get; }

    /// <summary>Its height, in pixels.</summary>
    public float Height => _header + (_cell.Height * _classes.Count) + 2;

    /// <summary>The colour of a cell.</summary>
    /// <param name="theme">The colours.</param>
    /// <param name="isRight">Whether its rows are predicted right.</param>
    /// <param name="share">The share of the true class' rows that is in it, above 0.</param>
    public Color Colour(ChartTheme theme, bool isRight, double share) => theme.Ground.MixedWith(
        isRight ? theme.Blue : theme.Vermilion,
        (_cells is null ? 1 : StrongestBelowText) * (Weakest + ((1 - Weakest) * share)));

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="corner">Its upper left corner.</param>
    public void Paint(ChartCanvas canvas, SKPoint corner)
    {
        var cells = new SKPoint(corner.X + _names, corner.Y + _header);
        PaintNames(canvas, cells);
        PaintShades(canvas, cells);
        for (int trueClass = 0; _cells is not null && trueClass < _classes.Count; trueClass++)
        {
            PaintNumbers(canvas, cells, trueClass);
        }

        canvas.Outline(SKRect.Create(cells.X, cells.Y, _cell.Width * _classes.Count, _cell.Height * _classes.Count));
    }

    private SKRect Cell(SKPoint cells, int trueClass, int predicted) =>
        SKRect.Create(cells.X + (predicted * _cell.Width), cells.Y + (trueClass * _cell.Height), _cell.Width, _cell.Height);

    private void PaintNames(ChartCanvas canvas, SKPoint cells)
    {
        int step = (int)Math.Ceiling(ChartStyle.LineHeight / Math.Min(_cell.Width, _cell.Height));
        for (int index = 0; index < _classes.Count; index += step)
        {
            SKRect row = Cell(cells, index, 0);
            string name = TextLines.Shorten(_classes[index], ChartStyle.TextSize, _names - Gap);
            canvas.Write(name, row.Left - Gap, row.MidY + (ChartStyle.TextSize * 0.36f), align: SKTextAlign.Right);
            SKRect column = Cell(cells, 0, index);
            if (_isTurned)
            {
                string turned = TextLines.Shorten(_classes[index], ChartStyle.TextSize, WidestName);
                canvas.WriteUp(turned, column.MidX + (ChartStyle.TextSize * 0.36f), column.Top - 5);
            }
            else
            {
                canvas.Write(name, column.MidX, column.Top - 6, align: SKTextAlign.Center);
            }
        }
    }

    // Cells of the same colour are one path: a hundred classes stay a small file.
    private void PaintShades(ChartCanvas canvas, SKPoint cells)
    {
        int classes = _classes.Count;
        var shades = Enumerable.Range(0, classes * classes)
            .Select(cell => (True: cell / classes, Predicted: cell % classes))
            .Where(cell => _matrix[cell.True][cell.Predicted] > 0)
            .GroupBy(cell => (
                IsRight: cell.True == cell.Predicted,
                Shade: (int)Math.Ceiling(Shades * _matrix[cell.True][cell.Predicted] / _matrix[cell.True].Sum())));
        foreach (var shade in shades.OrderBy(shade => shade.Key))
        {
            IEnumerable<SKRect> boxes = shade.Select(cell => Cell(cells, cell.True, cell.Predicted));
            canvas.Fill(boxes, Colour(canvas.Theme, shade.Key.IsRight, shade.Key.Shade / (double)Shades));
        }
    }

    private void PaintNumbers(ChartCanvas canvas, SKPoint cells, int trueClass)
    {
        float size = _cells!.TextSize;
        for (int predicted = 0; predicted < _classes.Count; predicted++)
        {
            SKRect cell = Cell(cells, trueClass, predicted);
            canvas.Outline(cell);
            string share = _cells.Shares[trueClass][predicted];
            float baseline = cell.MidY + (share.Length > 0 ? -0.25f * size : 0.36f * size);
            canvas.Write(_cells.Counts[trueClass][predicted], cell.MidX, baseline, size, SKTextAlign.Center);
            if (share.Length > 0)
            {
                canvas.Write(share, cell.MidX, baseline + (1.25f * size), size, SKTextAlign.Center);
            }
        }
    }
}
