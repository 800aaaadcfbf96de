namespace Escala.Boosting;

/// <summary>Why a result may be too good to be true.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Subject">The feature, the metric or the class it is about; null where it is about none.</param>
/// <param name="Value">The feature's AUC, the metric's value, or the number of rows; null where there is none.</param>
public sealed record XGBoostWarning(XGBoostWarningKind Kind, string? Subject = null, double? Value = null);
