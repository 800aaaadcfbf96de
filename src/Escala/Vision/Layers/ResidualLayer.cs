using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>What a body makes of its input plus what a shortcut makes of the same input.</summary>
internal sealed unsafe class ResidualLayer : Layer
{
    private readonly LayerSequence _body;
    private readonly LayerSequence? _shortcut;
    private readonly Action<int> _add;
    private PlannedBuffer? _shortcutGradient;
    private float* _memory;
    private float* _left;
    private float* _right;
    private float* _sum;
    private nint _length;

    /// <summary>Joins the two.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="input">The shape of what comes in.</param>
    /// <param name="body">The body.</param>
    /// <param name="shortcut">The shortcut; null for the input itself.</param>
    public ResidualLayer(string name, ImageShape input, LayerSequence body, LayerSequence? shortcut)
        : base(name, input, body.Shape)
    {
        (_body, _shortcut, _add) = (body, shortcut, AddOnThread);
        IEnumerable<LayerSequence> parts = shortcut is null ? [body] : [body, shortcut];
        Parameters = [.. parts.SelectMany(part => part.Parameters)];
        Statistics = [.. parts.SelectMany(part => part.Statistics)];
        Parts = [.. parts];
    }

    /// <summary>The body and the shortcut, where it has layers.</summary>
    public IReadOnlyList<LayerSequence> Parts { get; }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override IReadOnlyList<Parameter> Statistics { get; }

    public override nint SharedLength => Parts.SelectMany(part => part.Layers).Max(layer => layer.SharedLength);

    public override nint ThreadLength(int batch) => Parts.SelectMany(part => part.Layers).Max(layer => layer.ThreadLength(batch));

    public override void PlanForward(MemoryPlan plan, int batch)
    {
        foreach (LayerSequence part in Parts)
        {
            part.PlanForward(plan, batch);
        }

        plan.Advance();
        plan.Touch(_body.OutputBuffer);
        if (_shortcut is not null)
        {
            plan.Touch(_shortcut.OutputBuffer);
        }
    }

    public override void PlanBackward(MemoryPlan plan, int batch, bool hasInputGradient)
    {
        _body.PlanBackward(plan, batch, hasInputGradient);
        if (_shortcut is null)
        {
            return;
        }

        plan.Advance();
        _shortcutGradient = plan.New(hasInputGradient ? batch * ChannelBlocks.Length(Input) : 0);
        _shortcut.PlanBackward(plan, batch, hasInputGradient);
        plan.Advance();
        plan.Touch(_shortcutGradient);
    }

    public override void UseMemory(float* memory)
    {
        _memory = memory;
        foreach (LayerSequence part in Parts)
        {
            part.UseMemory(memory);
        }
    }

    protected override void Forward()
    {
        float* body = _body.Forward(Context, Memory.Input);
        float* shortcut = _shortcut is null ? Memory.Input : _shortcut.Forward(Context, Memory.Input);
        Add(body, shortcut, ChannelBlocks.Length(Output), Memory.Output);
    }

    /// <summary>The gradient goes to both parts as it is; theirs are added.</summary>
    protected override void Backward()
    {
        float* gradient = Memory.OutputGradient;
        _body.Backward(Context, Memory.Input, gradient, Memory.InputGradient);
        if (_shortcut is not null)
        {
            gradient = Memory.InputGradient is null ? null : _memory + _shortcutGradient!.Place;
            _shortcut.Backward(Context, Memory.Input, Memory.OutputGradient, gradient);
        }

        if (Memory.InputGradient is not null)
        {
            Add(Memory.InputGradient, gradient, ChannelBlocks.Length(Input), Memory.InputGradient);
        }
    }

    private void Add(float* left, float* right, nint length, float* sum)
    {
        _left = left;
        _right = right;
        _length = length;
        _sum = sum;
        Context.Team.Run(_add);
    }

    private void AddOnThread(int thread)
    {
        nint first = Context.FirstImage(thread) * _length, end = Context.FirstImage(thread + 1) * _length;
        Context.Elements.Add(_left + first, _right + first, end - first, _sum + first);
    }
}
