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

    /// <summary>How good predictions are.</summary>
    Quality,

    /// <summary>What was taken for something else.</summary>
    Mistakes,

    /// <summary>How good predicted probabilities are.</summary>
    Calibration,

    /// <summary>Scores from round to round or epoch to epoch.</summary>
    Learning,

    /// <summary>What a model is made of.</summary>
    Importance,

    /// <summary>Engines compared.</summary>
    Comparison,
}
