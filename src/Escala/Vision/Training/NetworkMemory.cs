using System.Globalization;
using Escala.Measurement;
using Escala.Numerics;

namespace Escala.Vision.Training;

/// <summary>What a network will take, before anything is allocated.</summary>
internal static class NetworkMemory
{
    /// <summary>Plans a network that fits.</summary>
    /// <param name="network">The network, valid.</param>
    /// <param name="batch">The largest mini-batch of a rank.</param>
    /// <param name="threads">The threads of a rank.</param>
    /// <param name="kernels">The instructions of its kernels.</param>
    /// <param name="training">How it trains; null where it only predicts.</param>
    /// <exception cref="InvalidOptionsException">It would not fit into memory.</exception>
    public static NetworkPlan Plan(NetworkOptions network, int batch, int threads, KernelSet kernels, ConvNetOptions? training = null)
    {
        long parameters = NetworkSummary.Of(network).Parameters;
        long images = batch * network.Input.Count;
        if (Math.Max(parameters, images) > Array.MaxLength)
        {
            throw TooLarge(batch, sizeof(float) * Math.Max(parameters, images), sizeof(float) * (long)Array.MaxLength);
        }

        var plan = new NetworkPlan(network, batch, threads, kernels, isTraining: training is not null);
        Require(plan, training is null ? plan.Bytes : OfTraining(plan, training));
        return plan;
    }

    /// <summary>The bytes of a training: the network by its plan, the state of its optimiser, and the weights of the best epoch where they are kept.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="training">How it trains.</param>
    public static long OfTraining(NetworkPlan plan, ConvNetOptions training)
    {
        int slots = training.Optimizer switch
        {
            SgdOptions sgd => sgd.Momentum == 0 ? 0 : 1,
            _ => 2,
        };
        int best = training.EarlyStoppingEpochs is null ? 0 : 1;
        return plan.Bytes + (sizeof(float) * (long)plan.ParameterLength * (slots + best));
    }

    /// <summary>Refuses what does not fit.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="bytes">What will be needed.</param>
    /// <param name="available">The memory that a rank may use; null for the machine's, or the limit of its control group.</param>
    /// <exception cref="InvalidOptionsException">It needs more.</exception>
    public static void Require(NetworkPlan plan, long bytes, long? available = null)
    {
        long limit = available ?? MachineMemory.Read();
        if (bytes > limit)
        {
            throw TooLarge(plan.Batch, bytes, limit);
        }
    }

    private static InvalidOptionsException TooLarge(int batch, long bytes, long limit) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Network of ConvNet must fit into memory with mini-batches of {batch} images a rank, but would take {bytes} bytes of {limit}. "
        + $"Lower BatchSize, use more ranks, or choose a smaller network."));
}
