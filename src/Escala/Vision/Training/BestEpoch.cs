using Escala.Models;

namespace Escala.Vision.Training;

/// <summary>The weights of the epoch with the lowest validation loss, kept beside those that go on training.</summary>
/// <param name="network">The network.</param>
internal sealed class BestEpoch(Network network)
{
    private const string Prefix = "best/";

    private readonly float[] _values = new float[network.Values.Length];
    private readonly float[] _statistics = new float[network.StatisticValues.Length];

    /// <summary>Keeps the weights as they are now.</summary>
    public void Keep()
    {
        network.Values.CopyTo(_values);
        network.StatisticValues.CopyTo(_statistics);
    }

    /// <summary>Gives the network the weights that were kept.</summary>
    public void Restore()
    {
        _values.CopyTo(network.Values);
        _statistics.CopyTo(network.StatisticValues);
    }

    /// <summary>The weights that were kept, as tensors.</summary>
    public IEnumerable<NamedTensor> ToTensors() =>
    [
        .. NetworkWeights.Read(_values, network.Parameters, Prefix),
        .. NetworkWeights.Read(_statistics, network.Statistics, Prefix),
    ];

    /// <summary>Takes up weights that were saved; the network's own are others afterwards.</summary>
    /// <param name="tensors">The tensors of a checkpoint.</param>
    /// <exception cref="InvalidDataException">One is missing, or has another shape.</exception>
    public void Take(IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        NetworkWeights.Give(network, tensors, Prefix);
        Keep();
    }
}
