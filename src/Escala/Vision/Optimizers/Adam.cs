using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Escala.Vision.Optimizers;

/// <summary>
/// Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015) and AdamW (Loshchilov and Hutter, "Decoupled Weight Decay
/// Regularization", 2019), in PyTorch's form, with learning rate r, weight decay w and means that keep b1 and b2 of what they were; in
/// step t, for each parameter p with gradient g:
/// <code>
/// Adam:   g = g + w p            AdamW:  p = p - r w p
/// m = b1 m + (1 - b1) g
/// v = b2 v + (1 - b2) g g
/// p = p - r / (1 - b1^t)  m / (sqrt(v) / sqrt(1 - b2^t) + epsilon)
/// </code>
/// </summary>
internal sealed class Adam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _weightDecay;
    private readonly bool _isDecoupled;
    private readonly float _epsilon;
    private float _kept;
    private float _added;
    private float _rate;
    private float _correction;

    /// <summary>Creates the state.</summary>
    /// <param name="beta1">b1.</param>
    /// <param name="beta2">b2.</param>
    /// <param name="epsilon">Epsilon.</param>
    /// <param name="weightDecay">w.</param>
    /// <param name="isDecoupled">Whether the weight decay is AdamW's.</param>
    /// <param name="count">The number of parameters.</param>
    public Adam(double beta1, double beta2, double epsilon, double weightDecay, bool isDecoupled, int count)
        : base(count, "exp_avg", "exp_avg_sq")
    {
        _beta1 = beta1;
        _beta2 = beta2;
        _epsilon = (float)epsilon;
        _weightDecay = weightDecay;
        _isDecoupled = isDecoupled;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Update(Span<float> parameters, ReadOnlySpan<float> gradients, int start, float scale)
    {
        float keptMean = (float)_beta1;
        float newMean = (float)(1 - _beta1);
        float keptSquare = (float)_beta2;
        float newSquare = (float)(1 - _beta2);
        ref float p = ref MemoryMarshal.GetReference(parameters);
        ref float g = ref MemoryMarshal.GetReference(gradients[..parameters.Length]);
        ref float m = ref MemoryMarshal.GetReference(Slots[0].Values.AsSpan(start, parameters.Length));
        ref float v = ref MemoryMarshal.GetReference(Slots[1].Values.AsSpan(start, parameters.Length));
        nuint count = (nuint)parameters.Length;
        nuint i = 0;
        for (; i + (nuint)Vector<float>.Count <= count; i += (nuint)Vector<float>.Count)
        {
            Vector<float> parameter = Vector.LoadUnsafe(ref p, i);
            Vector<float> gradient = (Vector.LoadUnsafe(ref g, i) * scale) + (parameter * _added);
            Vector<float> mean = (Vector.LoadUnsafe(ref m, i) * keptMean) + (gradient * newMean);
            Vector<float> square = (Vector.LoadUnsafe(ref v, i) * keptSquare) + (gradient * gradient * newSquare);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            Vector<float> size = (Vector.SquareRoot(square) / new Vector<float>(_correction)) + new Vector<float>(_epsilon);
            ((parameter * _kept) - (mean / size * _rate)).StoreUnsafe(ref p, i);
        }

        for (; i < count; i++)
        {
            ref float parameter = ref Unsafe.Add(ref p, i);
            float gradient = (Unsafe.Add(ref g, i) * scale) + (parameter * _added);
            float mean = (Unsafe.Add(ref m, i) * keptMean) + (gradient * newMean);
            float square = (Unsafe.Add(ref v, i) * keptSquare) + (gradient * gradient * newSquare);
            Unsafe.Add(ref m, i) = mean;
            Unsafe.Add(ref v, i) = square;
            float size = (MathF.Sqrt(square) / _correction) + _epsilon;
            parameter = (parameter * _kept) - (mean / size * _rate);
        }
    }

    /// <inheritdoc/>
    protected override void Prepare(double learningRate)
    {
        _kept = _isDecoupled ? (float)(1 - (learningRate * _weightDecay)) : 1;
        _added = _isDecoupled ? 0 : (float)_weightDecay;
        _rate = (float)(learningRate / (1 - WholePower.Of(_beta1, Steps)));
        _correction = (float)Math.Sqrt(1 - WholePower.Of(_beta2, Steps));
    }
}
