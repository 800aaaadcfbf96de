using Escala.Engines;
using Escala.Numerics;

namespace Escala.Metrics;

/// <summary>Areas and curves of each class against all others, from the distinct scores of all ranks.</summary>
internal sealed class ClassCurves
{
    private ClassCurves(int classes)
    {
        Auc = new double?[classes];
        AveragePrecision = new double?[classes];
    }

    /// <summary>Per class the area under the ROC curve, or null where either side has no rows.</summary>
    public double?[] Auc { get; }

    /// <summary>Per class the average precision, or null where it has no rows.</summary>
    public double?[] AveragePrecision { get; }

    public List<ScoreCurve> Roc { get; } = [];

    public List<ScoreCurve> PrecisionRecall { get; } = [];

    public List<CalibrationCurve> Calibration { get; } = [];

    /// <summary>Computes them; all ranks together.</summary>
    public static ClassCurves Compute(
        PredictedRows rows,
        int classes,
        RowExtent extent,
        CoreTeam team,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        var curves = new ClassCurves(classes);
        var sorter = new ScoreSorter();
        for (int output = 0; output < rows.Outputs; output++)
        {
            int ofClass = classes == 2 ? 1 : output;
            ReadOnlySpan<ScoreRun> runs = sorter.Sort(rows, output, ofClass, extent.WeightScale, team, collective, cancellationToken);
            curves.Add(ofClass, runs, extent.WeightScale);
            if (classes == 2)
            {
                curves.Auc[0] = curves.Auc[1];
                curves.AveragePrecision[0] = ScoreArea.OpposedAveragePrecision(runs);
            }
        }

        return curves;
    }

    private void Add(int ofClass, ReadOnlySpan<ScoreRun> runs, double scale)
    {
        Auc[ofClass] = ScoreArea.Roc(runs);
        AveragePrecision[ofClass] = ScoreArea.AveragePrecision(runs);
        if (ScoreCurves.Roc(ofClass, runs) is { } roc)
        {
            Roc.Add(roc);
        }

        if (ScoreCurves.PrecisionRecall(ofClass, runs) is { } precisionRecall)
        {
            PrecisionRecall.Add(precisionRecall);
        }

        Calibration.Add(ScoreCurves.Calibration(ofClass, runs, scale));
    }
}
