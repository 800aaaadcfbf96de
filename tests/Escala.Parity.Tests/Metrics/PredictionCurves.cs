namespace Escala.Parity.Tests.Metrics;

/// <summary>scikit-learn's curves of one class, without thinning; calibration only without weights.</summary>
public sealed record PredictionCurves(
    int ClassIndex, double[] RocX, double[] RocY, double[] Recall, double[] Precision, double[] Observed, double[] Predicted);
