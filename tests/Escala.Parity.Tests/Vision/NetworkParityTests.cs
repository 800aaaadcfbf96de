using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Parity.Tests.Vision;

/// <summary>From the same parameters, images and labels, the scores, gradients and losses of PyTorch in float64.</summary>
public sealed class NetworkParityTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string, KernelSet, int> Cases
    {
        get
        {
            var data = new TheoryData<string, KernelSet, int>();
            foreach (string name in NetworkFixture.Names.Order(StringComparer.Ordinal))
            {
                foreach (KernelSet set in Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best))
                {
                    data.Add(name, set, set == KernelSet.Avx2 ? 1 : 2);
                }
            }

            return data;
        }
    }

    [Fact]
    public void Fixtures_AreThere() => Assert.Equal(18, NetworkFixture.Names.Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void TenSteps_FromTheSameStart_EqualPyTorch(string name, KernelSet set, int threads)
    {
        NetworkFixture fixture = NetworkFixture.Load(name);
        NetworkOptions options = fixture.Options;
        using var team = new CoreTeam(threads);
        using var network = new Network(new NetworkPlan(options, fixture.Batch, threads, set, isTraining: true), team);
        int stream = 10;
        foreach (Parameter parameter in network.Parameters)
        {
            parameter.Set(NetworkFixture.Initial(parameter.Name, parameter.Shape, stream++));
        }

        foreach (Parameter parameter in network.Statistics.Where(parameter => parameter.Name.EndsWith("var", StringComparison.Ordinal)))
        {
            parameter.Set([.. Enumerable.Repeat(1f, parameter.Count)]);
        }

        NetworkFixture.Uniform(1, (int)options.Input.Count * fixture.Batch).CopyTo(network.Input);
        int[] labels = [.. Enumerable.Range(0, fixture.Batch)
            .Select(i => (int)(NetworkFixture.Mixed(2, i) % (ulong)network.OutputShape.Channels))];
        var losses = new List<double>();
        var velocity = new float[network.Values.Length];
        for (int step = 0; step < fixture.Losses.Length; step++)
        {
            network.Forward(fixture.Batch, isTraining: true);
            losses.Add(network.CrossEntropy(labels, fixture.Batch));
            if (step == 0)
            {
                AssertScores(fixture, network);
            }

            network.Backward();
            if (step == 0)
            {
                AssertGradients(fixture, network);
            }

            Descend(network, velocity, fixture);
        }

        AssertNear(fixture.Losses, losses, "losses");
        foreach (Parameter parameter in network.Statistics)
        {
            var values = new float[parameter.Count];
            parameter.CopyTo(values);
            AssertNear(fixture.Statistics[parameter.Name], values.Select(value => (double)value), parameter.Name);
        }
    }

    private static void AssertScores(NetworkFixture fixture, Network network)
    {
        var scores = new List<float>();
        for (int image = 0; image < fixture.Batch; image++)
        {
            scores.AddRange(network.Output(image));
        }

        AssertNear(fixture.Scores, NetworkFixture.Kept([.. scores]), "scores");
    }

    private static void AssertGradients(NetworkFixture fixture, Network network)
    {
        Assert.Equal(fixture.Gradients.Keys, network.Parameters.Select(parameter => parameter.Name));
        double size = Math.Sqrt(fixture.Gradients.Values.Max(gradient => gradient.Sum(value => value * value)));
        foreach (Parameter parameter in network.Parameters)
        {
            var gradients = new float[parameter.Count];
            parameter.CopyGradientsTo(gradients);

            // A bias before batch normalisation has no gradient but rounding.
            AssertNear(fixture.Gradients[parameter.Name], NetworkFixture.Kept(gradients), parameter.Name, smallest: 1e-4 * size);
        }
    }

    /// <summary>PyTorch's SGD with momentum.</summary>
    private static void Descend(Network network, float[] velocity, NetworkFixture fixture)
    {
        Span<float> values = network.Values, gradients = network.Gradients;
        for (int i = 0; i < velocity.Length; i++)
        {
            velocity[i] = (fixture.Momentum * velocity[i]) + gradients[i];
            values[i] -= fixture.LearningRate * velocity[i];
        }
    }

    private static void AssertNear(double[] expected, IEnumerable<double> actual, string what, double smallest = 1e-9)
    {
        double[] values = [.. actual];
        Assert.Equal(expected.Length, values.Length);
        double size = Math.Sqrt(expected.Sum(value => value * value));
        double difference = Math.Sqrt(expected.Zip(values, (a, b) => (a - b) * (a - b)).Sum());
        Assert.True(difference <= Tolerance * Math.Max(size, smallest), $"{what}: {difference:E2} of {size:E2}");
    }
}
