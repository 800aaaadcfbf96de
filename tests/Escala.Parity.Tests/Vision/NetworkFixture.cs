using System.Text.Json;
using System.Text.Json.Nodes;
using Escala.Vision;

namespace Escala.Parity.Tests.Vision;

/// <summary>What PyTorch gave for a network, as <c>fixtures/make_networks.py</c> wrote it.</summary>
internal sealed record NetworkFixture(
    JsonObject Network,
    int Batch,
    float LearningRate,
    float Momentum,
    double[] Scores,
    Dictionary<string, double[]> Gradients,
    double[] Losses,
    Dictionary<string, double[]> Statistics)
{
    private const int MostKept = 1500;
    private const int Sums = 300;
    private const int SumsPerHash = 60;
    private const int HashOfSigns = 1000;

    private static readonly JsonSerializerOptions s_camelCase = new(JsonSerializerDefaults.Web);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "networks");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path));

    public NetworkOptions Options => Network.Deserialize(NetworkJson.Default.NetworkOptions)!;

    public static NetworkFixture Load(string name) =>
        JsonSerializer.Deserialize<NetworkFixture>(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), s_camelCase)!;

    /// <summary>SplitMix64's finaliser of (stream, index).</summary>
    public static ulong Mixed(int stream, int index)
    {
        ulong value = ((ulong)stream << 32) + (ulong)index + 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>Numbers in [-1, 1).</summary>
    public static float[] Uniform(int stream, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(((Mixed(stream, i) >> 40) / (double)(1 << 23)) - 1))];

    /// <summary>The starting values of a parameter.</summary>
    public static float[] Initial(string name, IReadOnlyList<int> shape, int stream)
    {
        int count = shape.Aggregate(1, (product, side) => product * side);
        double scale = Math.Sqrt(6.0 * shape[0] / count);
        return [.. Uniform(stream, count).Select(value =>
            shape.Count > 1 ? (float)(value * scale)
            : name.EndsWith("weight", StringComparison.Ordinal) ? (float)(1 + (0.2 * value))
            : (float)(0.1 * value))];
    }

    /// <summary>Numbers as the fixture keeps them: many as sums with random signs.</summary>
    public static double[] Kept(float[] numbers)
    {
        if (numbers.Length <= MostKept)
        {
            return [.. numbers.Select(value => (double)value)];
        }

        var sums = new double[Sums];
        for (int first = 0; first < Sums; first += SumsPerHash)
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                ulong bits = Mixed(HashOfSigns + first, i);
                for (int bit = 0; bit < SumsPerHash; bit++, bits >>= 1)
                {
                    sums[first + bit] += (bits & 1) == 0 ? numbers[i] : -numbers[i];
                }
            }
        }

        return sums;
    }
}
