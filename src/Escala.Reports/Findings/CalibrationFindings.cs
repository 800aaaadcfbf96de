using Escala.Metrics;
using Escala.Reports.Results;

namespace Escala.Reports.Findings;

/// <summary>
/// Whether predicted probabilities can be taken at their word: the expected calibration error (Naeini, Cooper and Hauskrecht,
/// "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015), the mean distance over the bins, weighted by their rows.
/// </summary>
internal static class CalibrationFindings
{
    /// <summary>Bins of fewer rows say little.</summary>
    private const double LeastShare = 0.01;

    /// <summary>The findings, one for each curve.</summary>
    public static IEnumerable<Finding> Of(FindingSource source) =>
        source.Rivals is [{ XGBoost: { Details.Classification: { } classes } fit }, ..]
            ? classes.Calibration.Where(curve => curve.Weights.Sum() > 0).Select(curve => Curve(source, fit, curve))
            : [];

    /// <summary>The expected calibration error of a curve, 0 to 1.</summary>
    public static double ExpectedError(CalibrationCurve curve) =>
        Bins(curve).Sum(bin => bin.Weight * Math.Abs(bin.Observed - bin.Predicted)) / curve.Weights.Sum();

    private static Finding Curve(FindingSource source, XGBoostFitReport fit, CalibrationCurve curve)
    {
        FindingWords words = source.Words;
        (double Predicted, double Observed, double Weight) worst = Bins(curve)
            .Where(bin => bin.Weight >= LeastShare * curve.Weights.Sum())
            .MaxBy(bin => Math.Abs(bin.Observed - bin.Predicted));
        double lean = Bins(curve).Sum(bin => bin.Weight * (bin.Predicted - bin.Observed)) / curve.Weights.Sum();
        string text = words.Format(
            lean > 0 ? "calibration.high" : "calibration.low",
            words.Format("xgboost.class", fit.Classes[curve.ClassIndex]),
            words.Figures.Share(100 * ExpectedError(curve)),
            words.Figures.Share(100 * Math.Abs(lean)),
            words.Figures.Share(100 * worst.Predicted),
            words.Figures.Share(100 * worst.Observed),
            words.Figures.Share(100 * worst.Weight / curve.Weights.Sum()));
        return new Finding(FindingSection.Calibration, words["subject.calibration"], text);
    }

    private static IEnumerable<(double Predicted, double Observed, double Weight)> Bins(CalibrationCurve curve) =>
        curve.Predicted.Zip(curve.Observed, curve.Weights);
}
