using System.Runtime.InteropServices;
using Escala.Numerics;
using Escala.Vision.Layers;

namespace Escala.Vision;

/// <summary>
/// A network in memory: forward, loss and backward over mini-batches. A mini-batch is written into <see cref="Input"/>; parameters lie one
/// after the other, and their gradients likewise, for an optimiser. Nothing is allocated per step. The same number of threads gives the same
/// bits; another number sums the gradients of convolutions and the statistics of batch normalisation in another order. One thread at a time
/// calls it.
/// </summary>
internal sealed unsafe class Network : IDisposable
{
    private readonly NetworkPlan _plan;
    private readonly LayerContext _context;
    private readonly SoftmaxCrossEntropy _crossEntropy;
    private readonly MeanSquaredError _squaredError;
    private float* _memory;
    private float* _output;

    /// <summary>Allocates the memory, all zeros: parameters are to be set, or <see cref="Initialize"/> called.</summary>
    /// <param name="plan">The plan, for this network only.</param>
    /// <param name="team">As many threads as were planned for; stays the caller's.</param>
    public Network(NetworkPlan plan, CoreTeam team)
    {
        _plan = plan;
        _context = new LayerContext(team, plan.Set);
        _crossEntropy = new SoftmaxCrossEntropy(plan.Layers.Shape, plan.Batch);
        _squaredError = new MeanSquaredError(plan.Layers.Shape);
        _memory = (float*)AlignedMemory.Allocate((nuint)plan.Bytes);
        NativeMemory.Clear(_memory, (nuint)plan.Bytes);
        _context.UseScratch(_memory + plan.ScratchPlace, plan.SharedLength, plan.ThreadLength);
        plan.Layers.UseMemory(_memory + plan.ActivationsPlace);
        GiveParameters(plan.Parameters, plan.ValuesPlace, plan.IsTraining ? plan.GradientsPlace : null);
        GiveParameters(plan.Statistics, plan.StatisticsPlace, gradients: null);
    }

    ~Network() => Free();

    /// <summary>What is learned, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters => _plan.Parameters;

    /// <summary>State that is saved but not learned.</summary>
    public IReadOnlyList<Parameter> Statistics => _plan.Statistics;

    /// <summary>The largest mini-batch.</summary>
    public int Batch => _plan.Batch;

    /// <summary>The shape of what goes out.</summary>
    public ImageShape OutputShape => _plan.Layers.Shape;

    /// <summary>The images of the mini-batch, plain <c>(N, C, H, W)</c>, to be written before <see cref="Forward"/>.</summary>
    public Span<float> Input => new(_memory + _plan.InputPlace, checked((int)(_plan.Options.Input.Count * _plan.Batch)));

    /// <summary>All parameters one after the other, as they lie in memory.</summary>
    public Span<float> Values => new(_memory + _plan.ValuesPlace, checked((int)_plan.ParameterLength));

    /// <summary>The gradients of <see cref="Values"/>, at the same places.</summary>
    public Span<float> Gradients => new(_memory + _plan.GradientsPlace, _plan.IsTraining ? checked((int)_plan.ParameterLength) : 0);

    /// <summary>All state that is not learned, one after the other, as it lies in memory.</summary>
    public Span<float> StatisticValues => new(_memory + _plan.StatisticsPlace, checked((int)_plan.StatisticsLength));

    /// <summary>
    /// Adds up over the ranks of a job, so that batch normalisation takes the statistics of the whole mini-batch: called in training once per such
    /// layer in <see cref="Forward"/> and once in <see cref="Backward"/>, by every rank, also where it has no images. Null, the default, for
    /// statistics of this rank's images.
    /// </summary>
    public RankSum? SumOverRanks
    {
        get => _context.SumOverRanks;
        set => _context.SumOverRanks = value;
    }

    /// <summary>
    /// Gives parameters and statistics what training starts with, as PyTorch's defaults do: weights and biases of convolutions and dense layers
    /// even within one over the root of the inputs (He et al., "Delving Deep into Rectifiers", 2015, with PyTorch's factor).
    /// </summary>
    /// <param name="seed">The seed of the job.</param>
    public void Initialize(ulong seed)
    {
        int ordinal = 0;
        foreach (Parameter parameter in Parameters.Concat(Statistics))
        {
            parameter.Initialize(seed, ordinal++);
        }
    }

    /// <summary>Says which images come next, for dropout.</summary>
    /// <param name="seed">The seed of the job.</param>
    /// <param name="epoch">The 0-based epoch.</param>
    /// <param name="rows">The global row number of each image of the mini-batch.</param>
    public void UseRows(ulong seed, int epoch, ReadOnlyMemory<long> rows) =>
        (_context.Seed, _context.Epoch, _context.Rows) = (seed, (ulong)epoch, rows);

    /// <summary>Computes what goes out of the images in <see cref="Input"/>.</summary>
    /// <param name="images">How many there are, at most <see cref="Batch"/>; 0 where only other ranks have any, which gives gradients of 0.</param>
    /// <param name="isTraining">Whether dropout drops and batch normalisation takes the statistics of the mini-batch.</param>
    public void Forward(int images, bool isTraining)
    {
        (_context.Images, _context.IsTraining) = (images, isTraining);
        _output = _plan.Layers.Forward(_context, _memory + _plan.InputPlace);
    }

    /// <summary>What goes out of an image of the last <see cref="Forward"/>; valid until <see cref="Backward"/> or the next.</summary>
    /// <param name="image">The index of the image.</param>
    public ReadOnlySpan<float> Output(int image) => new(_output + (image * Kernels.ChannelBlocks.Length(OutputShape)), OutputShape.Channels);

    /// <summary>The softmax cross-entropy of the last <see cref="Forward"/>, and its gradient, for <see cref="Backward"/>.</summary>
    /// <param name="labels">The 0-based label of each image.</param>
    /// <param name="divisor">The images that the loss is the mean over: those of the mini-batch, or those of all ranks.</param>
    public double CrossEntropy(ReadOnlyMemory<int> labels, int divisor) =>
        _crossEntropy.Compute(_context, _output, labels, divisor, LossGradient);

    /// <summary>The mean squared error of the last <see cref="Forward"/>, and its gradient, for <see cref="Backward"/>.</summary>
    /// <param name="targets">Row-major (images, outputs).</param>
    /// <param name="divisor">The images that the loss is the mean over: those of the mini-batch, or those of all ranks.</param>
    public double SquaredError(ReadOnlySpan<float> targets, int divisor) =>
        _squaredError.Compute(_context, _output, targets, divisor, LossGradient);

    /// <summary>Computes the gradients of all parameters of the last loss.</summary>
    public void Backward() => _plan.Layers.Backward(_context, _memory + _plan.InputPlace, LossGradient, inputGradient: null);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private float* LossGradient => _memory + _plan.ActivationsPlace + _plan.LossGradient.Place;

    private void GiveParameters(IReadOnlyList<Parameter> parameters, nint values, nint? gradients)
    {
        foreach (Parameter parameter in parameters)
        {
            parameter.UseMemory(_memory + values, gradients is null ? null : _memory + gradients.Value);
            values += parameter.Length;
            gradients += parameter.Length;
        }
    }

    private void Free()
    {
        AlignedMemory.Free(_memory);
        _memory = null;
    }
}
