using Escala.Numerics;
using Escala.Vision.Kernels;
using Escala.Vision.Layers;

namespace Escala.Vision;

/// <summary>
/// Makes layers of their description. Options are assumed to be valid and to fit. A ReLU becomes part of the convolution or dense layer before
/// it where the layer after it can leave out the gradient, and max pooling part of the convolution before it; a flattening before dense layers
/// is left out.
/// </summary>
/// <param name="kernels">The kernel set.</param>
/// <param name="batch">The largest mini-batch.</param>
/// <param name="threads">The number of threads.</param>
internal sealed class LayerBuilder(KernelSet kernels, int batch, int threads)
{
    private int _dropouts;

    /// <summary>The layers of a network, which takes plain images.</summary>
    public LayerSequence Build(NetworkOptions options)
    {
        var layers = new List<Layer>();
        ImageShape input = options.Input;
        if (options.Layers[0] is FlattenOptions)
        {
            input = new ImageShape(checked((int)input.Count), 1, 1);
        }

        bool isPlain = options.Layers[0] is ConvolutionOptions convolution && ConvolutionLayer.ReadsPlain(ShapeOf(convolution, input));
        if (!isPlain)
        {
            layers.Add(new PlainInputLayer(input));
        }

        Append(layers, options.Layers, input, "", isPlain);
        return new LayerSequence(layers);
    }

    private static ConvolutionShape ShapeOf(ConvolutionOptions options, ImageShape input) => new(
        input, options.Channels, options.KernelHeight, options.KernelWidth, options.Stride, options.Padding, options.Groups);

    private static PoolingShape ShapeOf(ImageShape input, int size, int? stride, int padding) =>
        new(input.Height, input.Width, size, stride ?? size, padding);

    /// <summary>Whether only functions of single values come before a dense layer, so that the order of features does not matter to them.</summary>
    private static bool LeadsToDense(IReadOnlyList<LayerOptions> options, int next)
    {
        while (next < options.Count && options[next] is ActivationOptions or DropoutOptions)
        {
            next++;
        }

        return next < options.Count && options[next] is DenseOptions;
    }

    /// <summary>Whether a layer is followed by a ReLU that can be part of it.</summary>
    private static bool IsRectified(IReadOnlyList<LayerOptions> options, int layer)
    {
        if (options[layer] is not (ConvolutionOptions or DenseOptions)
            || layer + 2 >= options.Count
            || options[layer + 1] is not ActivationOptions { Function: ActivationFunction.Relu })
        {
            return false;
        }

        return options[layer + 2] is ConvolutionOptions or DenseOptions
            || (options[layer + 2] is MaxPoolingOptions && options[layer] is ConvolutionOptions)
            || (options[layer + 2] is FlattenOptions && layer + 3 < options.Count && options[layer + 3] is DenseOptions);
    }

    private LayerSequence Sequence(IReadOnlyList<LayerOptions> options, ImageShape input, string prefix)
    {
        var layers = new List<Layer>();
        Append(layers, options, input, prefix, isPlain: false);
        return new LayerSequence(layers);
    }

    private void Append(List<Layer> layers, IReadOnlyList<LayerOptions> options, ImageShape input, string prefix, bool isPlain)
    {
        bool isGated = false;
        for (int i = 0; i < options.Count; i++)
        {
            if (options[i] is FlattenOptions && (input.IsFlat || LeadsToDense(options, i + 1)))
            {
                continue;
            }

            bool isRectified = IsRectified(options, i);
            int next = i + (isRectified ? 2 : 1);
            MaxPoolingOptions? pooling = options[i] is ConvolutionOptions && next < options.Count ? options[next] as MaxPoolingOptions : null;
            Layer layer = Create(options[i], input, $"{prefix}{i}", isRectified, isPlain && i == 0, pooling);
            layer.IsGated = isGated;
            layers.Add(layer);
            (input, isGated) = (layer.Output, isRectified && pooling is null);
            i = pooling is null ? next - 1 : next;
        }
    }

    private ConvolutionLayer Convolution(
        ConvolutionOptions options, ImageShape input, string name, bool isRectified, bool isPlain, MaxPoolingOptions? pooling)
    {
        ConvolutionShape shape = ShapeOf(options, input);
        PoolingShape? windows = pooling is null ? null : ShapeOf(shape.Output, pooling.Size, pooling.Stride, pooling.Padding);
        return new ConvolutionLayer(name, kernels, shape, options.Bias, isRectified, isPlain, windows);
    }

    private Layer Create(
        LayerOptions options, ImageShape input, string name, bool isRectified, bool isPlain, MaxPoolingOptions? pooling) => options switch
        {
            ConvolutionOptions convolution => Convolution(convolution, input, name, isRectified, isPlain, pooling),
            DenseOptions dense => new DenseLayer(name, kernels, input, dense.Units, dense.Bias, isRectified, batch),
            ActivationOptions activation => new ActivationLayer(name, kernels, input, activation.Function, activation.Slope),
            MaxPoolingOptions max => new MaxPoolingLayer(name, kernels, input, ShapeOf(input, max.Size, max.Stride, max.Padding)),
            AveragePoolingOptions average =>
                new AveragePoolingLayer(name, kernels, input, ShapeOf(input, average.Size, average.Stride, average.Padding)),
            GlobalAveragePoolingOptions => new GlobalAveragePoolingLayer(name, kernels, input),
            BatchNormalizationOptions normalization =>
                new BatchNormalizationLayer(name, kernels, input, normalization.Momentum, normalization.Epsilon, threads),
            DropoutOptions dropout => new DropoutLayer(name, kernels, input, dropout.Rate, _dropouts++),
            FlattenOptions => new FlattenLayer(name, input),
            ResidualOptions residual => new ResidualLayer(
                name,
                input,
                Sequence(residual.Body, input, $"{name}.body."),
                residual.Shortcut.Count == 0 ? null : Sequence(residual.Shortcut, input, $"{name}.shortcut.")),
            _ => throw new NotSupportedException($"There is no layer for {options.Kind}."),
        };
}
