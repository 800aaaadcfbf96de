namespace Escala.Reports.Charts;

/// <summary>What stands before a name in a legend.</summary>
internal enum LegendMark
{
    /// <summary>A filled box.</summary>
    Box,

    /// <summary>A line.</summary>
    Line,

    /// <summary>A dashed line.</summary>
    Dashes,

    /// <summary>A mark of the entry's shape.</summary>
    Shape,
}
