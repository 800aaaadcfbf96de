using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Kernels;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision.Layers;

/// <summary>
/// A layer alone, forward and backward, on plain arrays. The memory that it gets is not-a-number, and the channels that fill blocks up must be
/// zeros afterwards.
/// </summary>
internal sealed unsafe class LayerRun : IDisposable
{
    private readonly Layer _layer;
    private readonly int _images;
    private readonly bool _isPlain;
    private readonly CoreTeam _team;
    private readonly LayerContext _context;
    private readonly FloatMemory _scratch;
    private readonly FloatMemory _input;
    private readonly FloatMemory _output;
    private readonly FloatMemory _kept;
    private readonly FloatMemory _outputGradient;
    private readonly FloatMemory _inputGradient;
    private readonly FloatMemory _planned;
    private readonly List<FloatMemory> _parameters = [];

    public LayerRun(Layer layer, KernelSet set, int threads, int images, bool isPlain = false, bool isTraining = true, RankSum? sumOverRanks = null)
    {
        (_layer, _images, _isPlain, _team) = (layer, images, isPlain, new CoreTeam(threads));
        _context = new LayerContext(_team, set)
        {
            Images = images,
            IsTraining = isTraining,
            Seed = 7,
            Epoch = 2,
            Rows = Enumerable.Range(0, images).Select(i => (long)i * 3).ToArray(),
            SumOverRanks = sumOverRanks,
        };
        nint shared = (layer.SharedLength + 15) / 16 * 16, own = (layer.ThreadLength(images) + 15) / 16 * 16;
        _scratch = new FloatMemory(shared + (threads * own));
        _context.UseScratch(_scratch.Pointer, shared, own);
        var plan = new MemoryPlan();
        layer.PlanForward(plan, images);
        layer.PlanBackward(plan, images, hasInputGradient: true);
        plan.Place();
        _planned = new FloatMemory(plan.Length);
        layer.UseMemory(_planned.Pointer);
        _input = new FloatMemory(isPlain ? (nint)layer.Input.Count * images : ChannelBlocks.Length(layer.Input) * images);
        _output = new FloatMemory(ChannelBlocks.Length(layer.Output) * images);
        _kept = new FloatMemory(layer.KeptLength(images));
        _outputGradient = new FloatMemory(_output.Length);
        _inputGradient = new FloatMemory(ChannelBlocks.Length(layer.Input) * images);
        foreach (Parameter parameter in layer.Parameters.Concat(layer.Statistics))
        {
            (FloatMemory values, FloatMemory gradients) = (new FloatMemory(parameter.Length), new FloatMemory(parameter.Length));
            values.Values.Clear();
            _parameters.AddRange([values, gradients]);
            parameter.UseMemory(values.Pointer, gradients.Pointer);
        }
    }

    /// <summary>The output, plain.</summary>
    public float[] Forward(float[] input, float[][] parameters)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            (i < _layer.Parameters.Count ? _layer.Parameters[i] : _layer.Statistics[i - _layer.Parameters.Count]).Set(parameters[i]);
        }

        Write(input, _layer.Input, _input, _isPlain);
        _layer.Forward(_context, Memory(null));
        return Read(_output, _layer.Output);
    }

    /// <summary>The gradients of the input and the parameters, plain, after <see cref="Forward"/>.</summary>
    public (float[] Input, float[][] Parameters) Backward(float[] outputGradient)
    {
        Write(outputGradient, _layer.Output, _outputGradient, isPlain: false);
        float[] before = _outputGradient.Values.ToArray();
        _layer.Backward(_context, Memory(_isPlain ? null : _inputGradient));
        Assert.Equal(before, _outputGradient.Values.ToArray());
        float[][] parameters = [.. _layer.Parameters.Select(Gradients)];
        return (_isPlain ? [] : Read(_inputGradient, _layer.Input), parameters);
    }

    /// <summary>What is kept beside the parameters.</summary>
    public float[][] Statistics() => [.. _layer.Statistics.Select(parameter =>
    {
        var values = new float[parameter.Count];
        parameter.CopyTo(values);
        return values;
    })];

    public void Dispose()
    {
        _team.Dispose();
        foreach (FloatMemory memory in (FloatMemory[])[_scratch, _input, _output, _kept, _outputGradient, _inputGradient, _planned, .. _parameters])
        {
            memory.Dispose();
        }
    }

    private LayerMemory Memory(FloatMemory? inputGradient) => new()
    {
        Input = _input.Pointer,
        Output = _output.Pointer,
        Kept = _kept.Pointer,
        OutputGradient = _outputGradient.Pointer,
        InputGradient = inputGradient is null ? null : inputGradient.Pointer,
    };

    /// <summary>The gradients; what memory has beyond them must be zeros, or optimisers would move it.</summary>
    private static float[] Gradients(Parameter parameter)
    {
        var gradients = new float[parameter.Count];
        parameter.CopyGradientsTo(gradients);
        int beyond = new Span<float>(parameter.Gradients, (int)parameter.Length).ToArray().Count(value => value != 0);
        Assert.Equal(gradients.Count(value => value != 0), beyond);
        return gradients;
    }

    private void Write(float[] plain, ImageShape shape, FloatMemory target, bool isPlain)
    {
        if (isPlain)
        {
            plain.CopyTo(target.Values);
            return;
        }

        fixed (float* source = plain)
        {
            for (int image = 0; image < _images; image++)
            {
                ChannelBlocks.FromPlain(source + (image * shape.Count), shape, target.Pointer + (image * ChannelBlocks.Length(shape)));
            }
        }
    }

    private float[] Read(FloatMemory source, ImageShape shape)
    {
        var plain = new float[shape.Count * _images];
        fixed (float* target = plain)
        {
            for (int image = 0; image < _images; image++)
            {
                ChannelBlocks.ToPlain(source.Pointer + (image * ChannelBlocks.Length(shape)), shape, target + (image * shape.Count));
            }
        }

        Assert.Equal(plain.Count(value => value != 0), source.Values.ToArray().Count(value => value != 0));
        return plain;
    }
}
