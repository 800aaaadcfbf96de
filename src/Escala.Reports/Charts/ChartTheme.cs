using ScottPlot;

namespace Escala.Reports.Charts;

/// <summary>
/// The colours of charts on one ground. Those that tell things apart are of Okabe and Ito (https://jfly.uni-koeln.de/color/), which
/// people with a colour vision deficiency can tell apart too; texts are of <see cref="Text"/> alone, which has a contrast over 4.5.
/// </summary>
/// <param name="Name">What it is called in the names of a drawing's parts.</param>
/// <param name="Ground">The ground.</param>
/// <param name="Text">Texts, axes and outlines.</param>
/// <param name="Grid">The grid.</param>
/// <param name="Shade">The opacity of colours behind lines.</param>
internal sealed record ChartTheme(string Name, Color Ground, Color Text, Color Grid, double Shade)
{
    /// <summary>On white.</summary>
    public static ChartTheme Light { get; } =
        new("light", Color.FromHex("#FFFFFF"), Color.FromHex("#1F2328"), Color.FromHex("#DDE1E6"), 0.45);

    /// <summary>On nearly black.</summary>
    public static ChartTheme Dark { get; } =
        new("dark", Color.FromHex("#16191D"), Color.FromHex("#E6EDF3"), Color.FromHex("#343B43"), 0.55);

    /// <summary>Blue.</summary>
    public Color Blue { get; } = Color.FromHex("#0072B2");

    /// <summary>Orange.</summary>
    public Color Orange { get; } = Color.FromHex("#E69F00");

    /// <summary>Bluish green.</summary>
    public Color Green { get; } = Color.FromHex("#009E73");

    /// <summary>Vermilion.</summary>
    public Color Vermilion { get; } = Color.FromHex("#D55E00");

    /// <summary>Sky blue.</summary>
    public Color Sky { get; } = Color.FromHex("#56B4E9");

    /// <summary>Reddish purple.</summary>
    public Color Purple { get; } = Color.FromHex("#CC79A7");

    /// <summary>Yellow.</summary>
    public Color Yellow { get; } = Color.FromHex("#F0E442");

    /// <summary>Grey, for what is not of interest.</summary>
    public Color Grey { get; } = Color.FromHex("#999999");

    /// <summary>A colour for the series, cluster or run of an index; they repeat.</summary>
    /// <param name="index">The 0-based index.</param>
    public Color Series(int index) => (index % 7) switch
    {
        0 => Blue,
        1 => Orange,
        2 => Green,
        3 => Vermilion,
        4 => Purple,
        5 => Sky,
        _ => Yellow,
    };
}
