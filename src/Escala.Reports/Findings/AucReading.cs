namespace Escala.Reports.Findings;

/// <summary>
/// The published reading of areas under the ROC curve by Hosmer, Lemeshow and Sturdivant ("Applied Logistic Regression", third
/// edition, 2013, chapter 5).
/// </summary>
internal static class AucReading
{
    /// <summary>The band that an area lies in.</summary>
    /// <param name="auc">The area, 0 to 1.</param>
    public static string Band(double auc) => auc switch
    {
        >= 0.9 => "outstanding",
        >= 0.8 => "excellent",
        >= 0.7 => "acceptable",
        > 0.5 => "poor",
        _ => "none",
    };
}
