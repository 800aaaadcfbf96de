namespace Escala.Reports.Pages;

/// <summary>The sections that have charts.</summary>
internal enum ChartPlace
{
    /// <summary>Data and its layout.</summary>
    Data,

    /// <summary>Results of each engine.</summary>
    Results,

    /// <summary>Initialisations.</summary>
    Initialization,

    /// <summary>Engines compared.</summary>
    Comparison,
}
