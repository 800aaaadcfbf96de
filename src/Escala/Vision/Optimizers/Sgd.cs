using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Escala.Vision.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum m, learning rate r and weight decay w, for each parameter p with gradient g
/// (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013, in PyTorch's form):
/// <code>
/// d = g + w p
/// b = m b + d
/// p = p - r b             or, with Nesterov,  p = p - r (d + m b)
/// </code>
/// </summary>
internal sealed class Sgd : Optimizer
{
    private readonly float _momentum;
    private readonly float _decay;
    private readonly bool _isNesterov;
    private float _rate;

    /// <summary>Creates the state; without momentum there is none.</summary>
    public Sgd(SgdOptions options, int count)
        : base(count, options.Momentum == 0 ? [] : ["momentum_buffer"])
    {
        _momentum = (float)options.Momentum;
        _decay = (float)options.WeightDecay;
        _isNesterov = options.Nesterov;
    }

    /// <inheritdoc/>
    public override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, int start, float scale)
    {
        if (Slots.Count == 0)
        {
            Descend(parameters, gradients, scale);
        }
        else
        {
            Descend(parameters, gradients, Slots[0].Values.AsSpan(start, parameters.Length), scale);
        }
    }

    /// <inheritdoc/>
    protected override void Prepare(double learningRate) => _rate = (float)learningRate;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Descend(Span<float> parameters, ReadOnlySpan<float> gradients, float scale)
    {
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients[..parameters.Length]);
        nuint count = (nuint)parameters.Length;
        nuint i = 0;
        for (; i + (nuint)Vector<float>.Count <= count; i += (nuint)Vector<float>.Count)
        {
            Vector<float> parameter = Vector.LoadUnsafe(ref p, i);
            Vector<float> step = (Vector.LoadUnsafe(ref g, i) * scale) + (parameter * _decay);
            (parameter - (step * _rate)).StoreUnsafe(ref p, i);
        }

        for (; i < count; i++)
        {
            ref float parameter = ref Unsafe.Add(ref p, i);
            float step = (Unsafe.Add(ref g, i) * scale) + (parameter * _decay);
            parameter -= step * _rate;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Descend(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> momentum, float scale)
    {
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients[..parameters.Length]);
        ref float b = ref MemoryMarshal.GetReference(momentum);
        nuint count = (nuint)parameters.Length;
        nuint i = 0;
        for (; i + (nuint)Vector<float>.Count <= count; i += (nuint)Vector<float>.Count)
        {
            Vector<float> parameter = Vector.LoadUnsafe(ref p, i);
            Vector<float> step = (Vector.LoadUnsafe(ref g, i) * scale) + (parameter * _decay);
            Vector<float> moving = (Vector.LoadUnsafe(ref b, i) * _momentum) + step;
            moving.StoreUnsafe(ref b, i);
            step = _isNesterov ? step + (moving * _momentum) : moving;
            (parameter - (step * _rate)).StoreUnsafe(ref p, i);
        }

        for (; i < count; i++)
        {
            ref float parameter = ref Unsafe.Add(ref p, i);
            float step = (Unsafe.Add(ref g, i) * scale) + (parameter * _decay);
            float moving = (Unsafe.Add(ref b, i) * _momentum) + step;
            Unsafe.Add(ref b, i) = moving;
            step = _isNesterov ? step + (moving * _momentum) : moving;
            parameter -= step * _rate;
        }
    }
}
