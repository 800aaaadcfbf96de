using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>Layers that follow each other, and the memory between them.</summary>
internal sealed unsafe class LayerSequence
{
    private readonly Layer[] _layers;
    private readonly int _firstLearned;
    private readonly PlannedBuffer[] _outputs;
    private readonly PlannedBuffer[] _kept;
    private readonly PlannedBuffer?[] _gradients;
    private float* _memory;

    /// <summary>Joins layers.</summary>
    /// <param name="layers">The layers, at least one; each takes what the one before gives.</param>
    public LayerSequence(IEnumerable<Layer> layers)
    {
        _layers = [.. layers];
        _firstLearned = Array.FindIndex(_layers, layer => layer.Parameters.Count > 0);
        _outputs = new PlannedBuffer[_layers.Length];
        _kept = new PlannedBuffer[_layers.Length];
        _gradients = new PlannedBuffer?[_layers.Length];
    }

    public IReadOnlyList<Layer> Layers => _layers;

    /// <summary>The shape of what goes out.</summary>
    public ImageShape Shape => _layers[^1].Output;

    /// <summary>What goes out.</summary>
    public PlannedBuffer OutputBuffer => _outputs[^1];

    /// <summary>What is learned.</summary>
    public IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => layer.Parameters);

    /// <summary>State that is saved but not learned.</summary>
    public IEnumerable<Parameter> Statistics => _layers.SelectMany(layer => layer.Statistics);

    /// <summary>Plans what goes out of each layer, and what it keeps.</summary>
    public void PlanForward(MemoryPlan plan, int batch)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            plan.Advance();
            _outputs[i] = plan.New(batch * ChannelBlocks.Length(_layers[i].Output));
            _kept[i] = plan.New(_layers[i].KeptLength(batch));
            _layers[i].PlanForward(plan, batch);
            TouchAround(plan, i);
        }
    }

    /// <summary>Plans the gradients between layers.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="batch">The largest mini-batch.</param>
    /// <param name="hasInputGradient">Whether anybody wants the gradient of what comes in.</param>
    public void PlanBackward(MemoryPlan plan, int batch, bool hasInputGradient)
    {
        for (int i = _layers.Length - 1; i >= LastBackward(hasInputGradient); i--)
        {
            plan.Advance();
            bool isWanted = IsInputGradientWanted(i, hasInputGradient);
            if (i > 0 && isWanted)
            {
                _gradients[i - 1] = plan.New(batch * ChannelBlocks.Length(_layers[i].Input));
            }

            _layers[i].PlanBackward(plan, batch, isWanted);
            TouchAround(plan, i);
            if (_gradients[i] is { } gradient)
            {
                plan.Touch(gradient);
            }

            if (i > 0 && isWanted)
            {
                plan.Touch(_gradients[i - 1]!);
            }
        }
    }

    /// <summary>Gives the planned memory.</summary>
    /// <param name="memory">Where the plan's places begin.</param>
    public void UseMemory(float* memory)
    {
        _memory = memory;
        foreach (Layer layer in _layers)
        {
            layer.UseMemory(memory);
        }
    }

    /// <summary>Runs all layers.</summary>
    /// <returns>What goes out.</returns>
    public float* Forward(LayerContext context, float* input)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            var memory = new LayerMemory { Input = input, Output = At(_outputs[i]), Kept = At(_kept[i]) };
            _layers[i].Forward(context, memory);
            input = memory.Output;
        }

        return input;
    }

    /// <summary>Runs all layers backward.</summary>
    /// <param name="context">Who shares scratch and threads.</param>
    /// <param name="input">What came in.</param>
    /// <param name="outputGradient">The gradient of what went out.</param>
    /// <param name="inputGradient">Out: the gradient of what came in; null where nobody wants it.</param>
    public void Backward(LayerContext context, float* input, float* outputGradient, float* inputGradient)
    {
        bool hasInputGradient = inputGradient is not null;
        for (int i = _layers.Length - 1; i >= LastBackward(hasInputGradient); i--)
        {
            float* written = i == 0 ? inputGradient : IsInputGradientWanted(i, hasInputGradient) ? At(_gradients[i - 1]!) : null;
            _layers[i].Backward(context, new LayerMemory
            {
                Input = i == 0 ? input : At(_outputs[i - 1]),
                Output = At(_outputs[i]),
                Kept = At(_kept[i]),
                OutputGradient = outputGradient,
                InputGradient = written,
            });
            outputGradient = written;
        }
    }

    private float* At(PlannedBuffer buffer) => _memory + buffer.Place;

    /// <summary>The layer at which the gradient comes to its end.</summary>
    private int LastBackward(bool hasInputGradient) => hasInputGradient ? 0 : _firstLearned < 0 ? _layers.Length : _firstLearned;

    private bool IsInputGradientWanted(int layer, bool hasInputGradient) => hasInputGradient || (_firstLearned >= 0 && layer > _firstLearned);

    private void TouchAround(MemoryPlan plan, int layer)
    {
        plan.Touch(_outputs[layer]);
        plan.Touch(_kept[layer]);
        if (layer > 0)
        {
            plan.Touch(_outputs[layer - 1]);
        }
    }
}
