using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Escala.Models;
using Escala.Vision.Layers;

namespace Escala.Vision.Training;

/// <summary>
/// The parameters and the statistics of a network as named tensors in PyTorch's layout, and what lies like them in memory: an optimiser's
/// state, the weights of the best epoch.
/// </summary>
internal static unsafe class NetworkWeights
{
    /// <summary>Parameters, then statistics.</summary>
    public static IReadOnlyList<NamedTensor> Of(Network network) =>
        [.. Read(network.Values, network.Parameters, ""), .. Read(network.StatisticValues, network.Statistics, "")];

    /// <summary>Numbers that lie like parameters in memory, as tensors.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="prefix">What the name of each begins with.</param>
    public static IReadOnlyList<NamedTensor> Read(ReadOnlySpan<float> source, IReadOnlyList<Parameter> parameters, string prefix)
    {
        List<NamedTensor> tensors = [];
        fixed (float* first = source)
        {
            nint place = 0;
            foreach (Parameter parameter in parameters)
            {
                var values = new float[parameter.Count];
                parameter.Copy(first + place, values);
                tensors.Add(new NamedTensor(prefix + parameter.Name, parameter.Shape, values));
                place += parameter.Length;
            }
        }

        return tensors;
    }

    /// <summary>Gives a network parameters and statistics.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tensors">By name; more are allowed.</param>
    /// <param name="prefix">What the name of each begins with.</param>
    /// <exception cref="InvalidDataException">One is missing, or has another shape.</exception>
    public static void Give(Network network, IReadOnlyDictionary<string, NamedTensor> tensors, string prefix = "")
    {
        Give(network.Parameters, tensors, prefix);
        Give(network.Statistics, tensors, prefix);
    }

    /// <summary>Gives parameters their values.</summary>
    /// <inheritdoc cref="Give(Network, IReadOnlyDictionary{string, NamedTensor}, string)"/>
    public static void Give(IReadOnlyList<Parameter> parameters, IReadOnlyDictionary<string, NamedTensor> tensors, string prefix)
    {
        foreach (Parameter parameter in parameters)
        {
            parameter.Set(Find(parameter, tensors, prefix).Values);
        }
    }

    /// <summary>Refuses tensors that are not those of a network.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="tensors">By name.</param>
    /// <exception cref="InvalidDataException">One is missing, has another shape, or there are more.</exception>
    public static void Require(NetworkPlan plan, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        Parameter[] all = [.. plan.Parameters, .. plan.Statistics];
        foreach (Parameter parameter in all)
        {
            Find(parameter, tensors, "");
        }

        if (tensors.Keys.Except(all.Select(parameter => parameter.Name)).FirstOrDefault() is { } unknown)
        {
            throw new InvalidDataException($"The network has no tensor {unknown}.");
        }
    }

    /// <summary>SHA-256 of the values of all tensors, in their order, little endian; in lower-case hexadecimal.</summary>
    public static string Digest(IReadOnlyList<NamedTensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NamedTensor tensor in tensors)
        {
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static NamedTensor Find(Parameter parameter, IReadOnlyDictionary<string, NamedTensor> tensors, string prefix)
    {
        if (!tensors.TryGetValue(prefix + parameter.Name, out NamedTensor? tensor))
        {
            throw new InvalidDataException($"The tensor {prefix + parameter.Name} is missing.");
        }

        return tensor.Shape.SequenceEqual(parameter.Shape)
            ? tensor
            : throw new InvalidDataException(
                $"The tensor {tensor.Name} has the shape ({string.Join(", ", tensor.Shape)}), not ({string.Join(", ", parameter.Shape)}).");
    }
}
