namespace Escala.Vision.Layers;

/// <summary>
/// A layer that runs forward and backward over mini-batches. It owns no memory of the mini-batch: what it needs is planned before and given to
/// every call. It allocates nothing while it runs. Input is assumed to be valid.
/// </summary>
/// <param name="name">Its place in the network, <c>3</c> or <c>3.body.0</c>.</param>
/// <param name="input">The shape of an image that comes in.</param>
/// <param name="output">The shape of an image that goes out.</param>
internal abstract class Layer(string name, ImageShape input, ImageShape output)
{
    public string Name { get; } = name;

    public ImageShape Input { get; } = input;

    public ImageShape Output { get; } = output;

    /// <summary>What is learned.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>State that is saved but not learned.</summary>
    public virtual IReadOnlyList<Parameter> Statistics => [];

    /// <summary>
    /// Whether the gradient of the input is left out where the input is not positive, for a ReLU that is part of the layer before. Only
    /// convolutions and dense layers can.
    /// </summary>
    public bool IsGated { get; set; }

    /// <summary>The float32 of scratch that the threads share.</summary>
    public virtual nint SharedLength => 0;

    /// <summary>Who shares scratch and threads, during a call.</summary>
    protected LayerContext Context { get; private set; } = null!;

    /// <summary>The memory of a call, during it.</summary>
    protected LayerMemory Memory { get; private set; }

    /// <summary>The float32 of scratch of each thread.</summary>
    /// <param name="batch">The largest mini-batch.</param>
    public virtual nint ThreadLength(int batch) => 0;

    /// <summary>The float32 that are kept from forward to backward.</summary>
    /// <param name="batch">The largest mini-batch.</param>
    public virtual nint KeptLength(int batch) => 0;

    /// <summary>Plans the memory of layers within this one.</summary>
    public virtual void PlanForward(MemoryPlan plan, int batch)
    {
    }

    /// <summary>Plans the memory of gradients within this layer.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="batch">The largest mini-batch.</param>
    /// <param name="hasInputGradient">Whether anybody wants the gradient of what comes in.</param>
    public virtual void PlanBackward(MemoryPlan plan, int batch, bool hasInputGradient)
    {
    }

    /// <summary>Gives the memory that layers within this one planned.</summary>
    /// <param name="memory">Where the plan's places begin.</param>
    public virtual unsafe void UseMemory(float* memory)
    {
    }

    /// <summary>Computes what goes out of <see cref="LayerContext.Images"/> images.</summary>
    public void Forward(LayerContext context, in LayerMemory memory)
    {
        (Context, Memory) = (context, memory);
        Forward();
    }

    /// <summary>Computes the gradients of the parameters and of what comes in, after <see cref="Forward(LayerContext, in LayerMemory)"/>.</summary>
    public void Backward(LayerContext context, in LayerMemory memory)
    {
        (Context, Memory) = (context, memory);
        Backward();
    }

    protected abstract void Forward();

    protected abstract void Backward();
}
