using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Layers;

namespace Escala.Tests.Vision;

/// <summary>A network with random parameters, images and labels.</summary>
internal sealed class NetworkRun : IDisposable
{
    private readonly CoreTeam _team;
    private readonly int _images;

    public NetworkRun(NetworkOptions options, int images, int threads, KernelSet set, bool isTraining = true)
    {
        (_team, _images) = (new CoreTeam(threads), images);
        Plan = new NetworkPlan(options, images, threads, set, isTraining);
        Network = new Network(Plan, _team);
        int seed = 0;
        foreach (Parameter parameter in Network.Parameters)
        {
            bool isMatrix = parameter.Shape.Count > 1;
            double scale = isMatrix ? Math.Sqrt(2.0 * parameter.Shape[0] / parameter.Count) : 0.1;
            bool isScale = !isMatrix && parameter.Name.EndsWith("weight", StringComparison.Ordinal);
            parameter.Set([.. Numbers.Normal(parameter.Count, seed++, scale).Select(value => isScale ? 1 + value : value)]);
        }

        foreach (Parameter parameter in Network.Statistics)
        {
            parameter.Set([.. Enumerable.Repeat(0.5f, parameter.Count)]);
        }

        Numbers.Normal(options.Input.Count * images, seed: 99).CopyTo(Network.Input);
        Labels = Enumerable.Range(0, images).Select(i => i * 3 % Network.OutputShape.Channels).ToArray();
        Network.UseRows(seed: 1, epoch: 0, Enumerable.Range(0, images).Select(i => (long)i).ToArray());
    }

    public NetworkPlan Plan { get; }

    public Network Network { get; }

    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>The loss when some values are moved along a direction.</summary>
    public double LossAt(Span<float> values, float[] start, float[] direction, double distance)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(start[i] + (distance * direction[i]));
        }

        Network.Forward(_images, isTraining: true);
        return Network.CrossEntropy(Labels, _images);
    }

    public void Dispose()
    {
        Network.Dispose();
        _team.Dispose();
    }
}
