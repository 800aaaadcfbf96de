namespace Escala.Metrics;

/// <summary>Curves over the decision threshold, from distinct scores, the highest first.</summary>
internal static class ScoreCurves
{
    private const int CalibrationBins = 10;

    /// <summary>The receiver operating characteristic, from (0, 0) to (1, 1), or null where either side has no rows.</summary>
    public static ScoreCurve? Roc(int classIndex, ReadOnlySpan<ScoreRun> runs)
    {
        (long positives, long negatives) = ScoreArea.Totals(runs);
        if (positives == 0 || negatives == 0)
        {
            return null;
        }

        var points = new CurvePoints(runs.Length + 1);
        points.Add(0, 0, 0, isLast: false);
        long positive = 0;
        long negative = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            positive += runs[i].Positive;
            negative += runs[i].Negative;
            double x = (double)negative / negatives;
            double y = (double)positive / positives;
            points.Add((x + y) / 2, x, y, i == runs.Length - 1);
        }

        return points.Of(classIndex);
    }

    /// <summary>Precision against recall, from recall 0, where precision is 1, to recall 1; null where the class has no rows.</summary>
    public static ScoreCurve? PrecisionRecall(int classIndex, ReadOnlySpan<ScoreRun> runs)
    {
        long positives = ScoreArea.Totals(runs).Positive;
        if (positives == 0)
        {
            return null;
        }

        var points = new CurvePoints(runs.Length + 1);
        points.Add(0, 0, 1, isLast: false);
        long positive = 0;
        long all = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            positive += runs[i].Positive;
            all += runs[i].Total;
            double recall = (double)positive / positives;
            points.Add(recall, recall, all == 0 ? 1 : (double)positive / all, i == runs.Length - 1);
        }

        return points.Of(classIndex);
    }

    /// <summary>
    /// Ten bins of equal width of the predicted probability (scikit-learn <c>calibration_curve</c>, <c>strategy="uniform"</c>): each
    /// with its upper edge; empty ones left out.
    /// </summary>
    public static CalibrationCurve Calibration(int classIndex, ReadOnlySpan<ScoreRun> runs, double scale)
    {
        var predicted = new double[CalibrationBins];
        var positives = new long[CalibrationBins];
        var totals = new long[CalibrationBins];
        foreach (ref readonly ScoreRun run in runs)
        {
            // A float32 is a tenth of one only at the half, so that this is exact.
            int bin = Math.Clamp((int)Math.Ceiling((double)run.Score * CalibrationBins) - 1, 0, CalibrationBins - 1);
            predicted[bin] += (double)run.Score * run.Total;
            positives[bin] += run.Positive;
            totals[bin] += run.Total;
        }

        int[] filled = [.. Enumerable.Range(0, CalibrationBins).Where(bin => totals[bin] > 0)];
        return new CalibrationCurve(
            classIndex,
            [.. filled.Select(bin => predicted[bin] / totals[bin])],
            [.. filled.Select(bin => (double)positives[bin] / totals[bin])],
            [.. filled.Select(bin => totals[bin] / scale)]);
    }
}
