using Escala.Numerics;
using Escala.Vision.Kernels;
using Escala.Vision.Layers;

namespace Escala.Vision;

/// <summary>
/// A network's layers and the memory that they will need for mini-batches up to a size, before anything is allocated. A plan serves one
/// <see cref="Network"/>.
/// </summary>
internal sealed class NetworkPlan
{
    /// <summary>Plans a network.</summary>
    /// <param name="options">The network; assumed to be valid.</param>
    /// <param name="batch">The largest mini-batch, at least 1.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="kernels">The kernel set.</param>
    /// <param name="isTraining">Whether it runs backward too; without, layers share the memory of what goes between them.</param>
    public NetworkPlan(NetworkOptions options, int batch, int threads, KernelSet kernels, bool isTraining)
    {
        (Options, Batch, Threads, Set, IsTraining) = (options, batch, threads, kernels, isTraining);
        Layers = new LayerBuilder(kernels, batch, threads).Build(options);
        Parameters = [.. Layers.Parameters];
        Statistics = [.. Layers.Statistics];
        var scratch = new ScratchLayout();
        scratch.Add(Layers.Layers.Max(layer => layer.SharedLength));
        SharedLength = scratch.Length;
        scratch.Add(Layers.Layers.Max(layer => layer.ThreadLength(batch)));
        ThreadLength = scratch.Length - SharedLength;
        var plan = new MemoryPlan();
        Layers.PlanForward(plan, batch);
        plan.Advance();
        plan.Touch(Layers.OutputBuffer);
        LossGradient = plan.New(batch * ChannelBlocks.Length(Layers.Shape));
        if (isTraining)
        {
            Layers.PlanBackward(plan, batch, hasInputGradient: false);
            plan.Touch(LossGradient);
        }

        plan.Place();
        ParameterLength = Sum(Parameters);
        var memory = new ScratchLayout();
        InputPlace = memory.Add((nint)options.Input.Count * batch);
        ValuesPlace = memory.Add(ParameterLength);
        GradientsPlace = memory.Add(isTraining ? ParameterLength : 0);
        StatisticsLength = Sum(Statistics);
        StatisticsPlace = memory.Add(StatisticsLength);
        ActivationsPlace = memory.Add(plan.Length);
        ScratchPlace = memory.Add(SharedLength + (threads * ThreadLength));
        Length = memory.Length;
    }

    public NetworkOptions Options { get; }

    /// <summary>The largest mini-batch.</summary>
    public int Batch { get; }

    public int Threads { get; }

    public KernelSet Set { get; }

    public bool IsTraining { get; }

    public LayerSequence Layers { get; }

    /// <summary>What is learned, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>State that is saved but not learned.</summary>
    public IReadOnlyList<Parameter> Statistics { get; }

    /// <summary>The float32 of all parameters in memory, and again of their gradients.</summary>
    public nint ParameterLength { get; }

    /// <summary>Where the plain images of a mini-batch begin in the memory of the network, in float32.</summary>
    public nint InputPlace { get; }

    /// <summary>Where the parameters begin.</summary>
    public nint ValuesPlace { get; }

    /// <summary>The float32 of all state that is not learned.</summary>
    public nint StatisticsLength { get; }

    /// <summary>Where their gradients begin; one number more is behind them, for the loss.</summary>
    public nint GradientsPlace { get; }

    /// <summary>Where the state that is not learned begins.</summary>
    public nint StatisticsPlace { get; }

    /// <summary>Where what goes between layers begins, forward and backward.</summary>
    public nint ActivationsPlace { get; }

    /// <summary>Where scratch begins.</summary>
    public nint ScratchPlace { get; }

    /// <summary>The float32 of all.</summary>
    public nint Length { get; }

    /// <summary>The float32 of scratch that the threads share.</summary>
    public nint SharedLength { get; }

    /// <summary>The float32 of scratch of each thread.</summary>
    public nint ThreadLength { get; }

    /// <summary>The gradient of the loss.</summary>
    public PlannedBuffer LossGradient { get; }

    /// <summary>
    /// The bytes that a network of this plan allocates: images, parameters and gradients, what goes between layers, scratch. An optimiser
    /// adds its own, and the tables of offsets a few kilobytes.
    /// </summary>
    public long Bytes => sizeof(float) * (long)Length;

    private static nint Sum(IEnumerable<Parameter> parameters) => parameters.Aggregate((nint)0, (sum, parameter) => sum + parameter.Length);
}
