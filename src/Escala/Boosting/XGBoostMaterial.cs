namespace Escala.Boosting;

/// <summary>What the rows of a fit have become before its first round.</summary>
/// <param name="Target">What is learned.</param>
/// <param name="State">The training as its checkpoint would be, without history.</param>
/// <param name="Suspicions">What is suspicious about the rows.</param>
/// <param name="Matrices">The rows that are trained on and that judge.</param>
internal sealed record XGBoostMaterial(
    XGBoostTarget Target, XGBoostCheckpoint State, XGBoostSuspicions Suspicions, XGBoostMatrices Matrices) : IDisposable
{
    /// <summary>What the model gives per row.</summary>
    public XGBoostOutputs Outputs { get; } = new(Target.Objective, Target.ClassNames.Count);

    /// <inheritdoc/>
    public void Dispose() => Matrices.Dispose();
}
