using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>
/// How the learning rate goes on from the optimiser's <see cref="OptimizerOptions.LearningRate"/>. In JSON it is an object whose
/// <c>kind</c> says which schedule: <c>{"kind": "cosine"}</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantScheduleOptions), "constant")]
[JsonDerivedType(typeof(StepScheduleOptions), "step")]
[JsonDerivedType(typeof(CosineScheduleOptions), "cosine")]
[JsonDerivedType(typeof(OneCycleScheduleOptions), "oneCycle")]
public abstract record ScheduleOptions
{
    private protected ScheduleOptions()
    {
    }
}
