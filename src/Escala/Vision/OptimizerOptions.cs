using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>
/// How weights follow their gradients. In JSON it is an object whose <c>kind</c> says which optimiser: <c>{"kind": "adam"}</c>.
/// Weight decay is of every parameter, biases and those of batch normalisation too, as in PyTorch.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SgdOptions), "sgd")]
[JsonDerivedType(typeof(AdamOptions), "adam")]
[JsonDerivedType(typeof(AdamWOptions), "adamw")]
public abstract record OptimizerOptions
{
    private protected OptimizerOptions()
    {
    }

    /// <summary>The step size that the schedule starts from, finite and above 0. PyTorch <c>lr</c>.</summary>
    public abstract double LearningRate { get; set; }

    /// <summary>The factor of the penalty on weights, finite and at least 0. PyTorch <c>weight_decay</c>.</summary>
    public abstract double WeightDecay { get; set; }
}
