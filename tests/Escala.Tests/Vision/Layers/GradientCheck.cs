using Escala.Numerics;
using Escala.Vision.Layers;

namespace Escala.Tests.Vision.Layers;

/// <summary>
/// A layer against a naive one in double: the output, and the gradients by differences. A difference is taken along a random direction, in which
/// every number takes part; the loss is the sum of the outputs times random weights.
/// </summary>
internal static class GradientCheck
{
    private const int Directions = 3;

    /// <summary>A layer in double, from the plain input and the parameters to the plain output.</summary>
    public delegate double[] Naive(double[] input, double[][] parameters);

    public static void Assert(
        Layer layer,
        Naive naive,
        KernelSet set,
        int threads,
        int images,
        int seed,
        bool isPlain = false,
        double tolerance = 1e-5,
        double step = 1e-6)
    {
        float[] input = Numbers.Normal(layer.Input.Count * images, seed);
        float[][] parameters = [.. layer.Parameters.Select((parameter, i) => Numbers.Normal(parameter.Count, seed + 100 + i))];
        Assert(layer, naive, set, threads, images, input, parameters, isPlain, tolerance, step);
    }

    public static void Assert(
        Layer layer,
        Naive naive,
        KernelSet set,
        int threads,
        int images,
        float[] input,
        float[][] parameters,
        bool isPlain = false,
        double tolerance = 1e-5,
        double step = 1e-6)
    {
        string what = $"{set}, {threads} threads, {images} images, {layer.Input} to {layer.Output}";
        using var run = new LayerRun(layer, set, threads, images, isPlain);
        double[] exactInput = Numbers.Exact(input);
        double[][] exactParameters = [.. parameters.Select(Numbers.Exact)];
        double[] expected = naive(exactInput, exactParameters);
        Near.AssertEqual(expected, run.Forward(input, parameters), $"output, {what}", tolerance);

        float[] weights = Numbers.Normal(expected.Length, seed: 77);
        (float[] inputGradient, float[][] gradients) = run.Backward(weights);
        double Loss(double[] x, double[][] p) => naive(x, p).Zip(weights, (y, weight) => y * weight).Sum();
        if (!isPlain)
        {
            AssertAlong(exactInput, inputGradient, x => Loss(x, exactParameters), $"gradient of the input, {what}", tolerance, step);
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            int index = i;
            AssertAlong(
                exactParameters[i],
                gradients[i],
                p => Loss(exactInput, [.. exactParameters.Select((other, j) => j == index ? p : other)]),
                $"gradient of {layer.Parameters[i].Name}, {what}",
                tolerance,
                step);
        }
    }

    private static void AssertAlong(double[] point, float[] gradient, Func<double[], double> loss, string what, double tolerance, double step)
    {
        double size = Math.Sqrt(gradient.Sum(value => (double)value * value));
        for (int i = 0; i < Directions; i++)
        {
            double[] direction = Numbers.Exact(Numbers.Normal(point.Length, seed: 1000 + i));
            double before = loss([.. point.Zip(direction, (value, along) => value - (step * along))]);
            double after = loss([.. point.Zip(direction, (value, along) => value + (step * along))]);
            double numeric = (after - before) / (2 * step);
            double analytic = gradient.Zip(direction, (value, along) => value * along).Sum();

            // A random direction meets the gradient with about its size.
            double error = Math.Abs(numeric - analytic) / Math.Max(size, 1e-9);
            Xunit.Assert.True(error <= 10 * tolerance, $"{what}: {analytic} but by differences {numeric}, relative error {error:E2}");
        }
    }
}
