using Escala.Vision;
using Escala.Vision.Kernels;
using Escala.Vision.Layers;

namespace Escala.Tests.Vision.Layers;

/// <summary>Layers as their definitions read, in double, on plain <c>(N, C, H, W)</c> arrays.</summary>
internal static class NaiveLayers
{
    public static double[] Convolution(double[] x, double[] weights, double[]? bias, ConvolutionShape shape)
    {
        (ImageShape input, ImageShape output) = (shape.Input, shape.Output);
        int images = x.Length / (int)input.Count, inputs = input.Channels / shape.Groups, outputs = shape.Channels / shape.Groups;
        var y = new double[images * output.Count];
        int at = 0;
        for (int image = 0; image < images; image++)
        {
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                for (int row = 0; row < output.Height; row++)
                {
                    for (int column = 0; column < output.Width; column++)
                    {
                        double sum = bias?[channel] ?? 0;
                        for (int i = 0; i < inputs; i++)
                        {
                            for (int place = 0; place < shape.Places; place++)
                            {
                                int r = (row * shape.Stride) - shape.Padding + (place / shape.KernelWidth);
                                int c = (column * shape.Stride) - shape.Padding + (place % shape.KernelWidth);
                                if (r >= 0 && c >= 0 && r < input.Height && c < input.Width)
                                {
                                    int from = (channel / outputs * inputs) + i;
                                    sum += weights[(((channel * inputs) + i) * shape.Places) + place]
                                        * x[(((((image * input.Channels) + from) * input.Height) + r) * input.Width) + c];
                                }
                            }
                        }

                        y[at++] = sum;
                    }
                }
            }
        }

        return y;
    }

    public static double[] Dense(double[] x, double[] weights, double[]? bias, int units)
    {
        int features = weights.Length / units;
        var y = new double[x.Length / features * units];
        for (int i = 0; i < y.Length; i++)
        {
            (int image, int unit) = Math.DivRem(i, units);
            y[i] = bias?[unit] ?? 0;
            for (int feature = 0; feature < features; feature++)
            {
                y[i] += weights[(unit * features) + feature] * x[(image * features) + feature];
            }
        }

        return y;
    }

    public static double[] Rectified(double[] x, double slope = 0) => [.. x.Select(value => value > 0 ? value : slope * value)];

    /// <summary>x times the normal distribution function, by the series of the error function, which converges for any x.</summary>
    public static double[] Gelu(double[] x) => [.. x.Select(value =>
    {
        double term = value, sum = value;
        for (int n = 1; n < 200; n++)
        {
            term *= -value * value / (2 * n);
            sum += term / ((2 * n) + 1);
        }

        return value * (0.5 + (sum / Math.Sqrt(2 * Math.PI)));
    })];

    public static double[] MaxPooling(double[] x, ImageShape input, PoolingShape shape) =>
        Pooled(x, input, shape, values => values.Max());

    public static double[] AveragePooling(double[] x, ImageShape input, PoolingShape shape) =>
        Pooled(x, input, shape, values => values.Sum() / (shape.Size * shape.Size));

    public static double[] GlobalAveragePooling(double[] x, ImageShape input) =>
        [.. x.Chunk(input.Height * input.Width).Select(plane => plane.Average())];

    public static double[] BatchNormalization(double[] x, ImageShape shape, double[] weight, double[] bias, double epsilon)
    {
        int pixels = shape.Height * shape.Width;
        double[][] planes = [.. x.Chunk(pixels)];
        return [.. planes.SelectMany((plane, i) =>
        {
            int channel = i % shape.Channels;
            double[] all = [.. planes.Where((_, j) => j % shape.Channels == channel).SelectMany(other => other)];
            double mean = all.Average(), variance = all.Average(value => (value - mean) * (value - mean));
            return plane.Select(value => ((value - mean) / Math.Sqrt(variance + epsilon) * weight[channel]) + bias[channel]);
        })];
    }

    private static double[] Pooled(double[] x, ImageShape input, PoolingShape shape, Func<IEnumerable<double>, double> pool) =>
        [.. x.Chunk(input.Height * input.Width).SelectMany(plane =>
            from row in Enumerable.Range(0, shape.OutputHeight)
            from column in Enumerable.Range(0, shape.OutputWidth)
            select pool(
                from r in Enumerable.Range((row * shape.Stride) - shape.Padding, shape.Size)
                from c in Enumerable.Range((column * shape.Stride) - shape.Padding, shape.Size)
                where r >= 0 && c >= 0 && r < input.Height && c < input.Width
                select plane[(r * input.Width) + c]))];
}
