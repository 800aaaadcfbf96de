using Escala.Data;

namespace Escala.Vision;

/// <summary>
/// Networks by name. Each fits any shape of images that its poolings leave something of, and any number of classes; without these it
/// is made for the data that it was first shown on.
/// </summary>
public static class NetworkPresets
{
    private const int StageBlocks = 3;

    private static readonly (string Name, Func<ImageShape?, int, NetworkOptions> Create)[] Presets =
    [
        ("lenet", LeNet), ("mnist", Mnist), ("vgg-small", VggSmall), ("resnet-small", ResNetSmall),
    ];

    /// <summary>The names, as <see cref="Create"/> takes them: <c>lenet</c>, <c>mnist</c>, <c>vgg-small</c>, <c>resnet-small</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Presets.Select(preset => preset.Name)];

    /// <summary>The network of a name for the images and classes of a data set.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">The shape of the images, <c>(C, H, W)</c>; null for the preset's own.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="InvalidOptionsException">There is no preset of this name.</exception>
    public static NetworkOptions Create(string name, ImageShape? input = null, int classes = 10)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach ((string candidate, Func<ImageShape?, int, NetworkOptions> create) in Presets)
        {
            if (candidate == name)
            {
                return create(input, classes);
            }
        }

        throw new InvalidOptionsException(
            $"Network of ConvNet must be a preset ({string.Join(", ", Names)}) or a file, but was {name}. {NearestNames.Hint(name, Names)}");
    }

    /// <summary>
    /// <c>lenet</c>: LeNet-5 (LeCun et al., "Gradient-Based Learning Applied to Document Recognition", 1998) as it is written today, with
    /// ReLU and max pooling for the scaled tanh and the weighted means of the paper. 61,706 parameters for 28x28 grey images.
    /// </summary>
    /// <inheritdoc cref="Create"/>
    public static NetworkOptions LeNet(ImageShape? input = null, int classes = 10) => new()
    {
        Input = input ?? new ImageShape(1, 28, 28),
        Layers =
        [
            new ConvolutionOptions { Channels = 6, KernelHeight = 5, KernelWidth = 5, Padding = 2 },
            new ActivationOptions(),
            new MaxPoolingOptions(),
            new ConvolutionOptions { Channels = 16, KernelHeight = 5, KernelWidth = 5 },
            new ActivationOptions(),
            new MaxPoolingOptions(),
            new FlattenOptions(),
            new DenseOptions { Units = 120 },
            new ActivationOptions(),
            new DenseOptions { Units = 84 },
            new ActivationOptions(),
            new DenseOptions { Units = classes },
        ],
    };

    /// <summary>
    /// <c>mnist</c>: two 3x3 convolutions of 32 and 64 channels, one max pooling and a dense layer of 128 units, which reach 98.5 % on
    /// MNIST in one epoch. 1,199,882 parameters for 28x28 grey images.
    /// </summary>
    /// <inheritdoc cref="Create"/>
    public static NetworkOptions Mnist(ImageShape? input = null, int classes = 10) => new()
    {
        Input = input ?? new ImageShape(1, 28, 28),
        Layers =
        [
            new ConvolutionOptions { Channels = 32 },
            new ActivationOptions(),
            new ConvolutionOptions { Channels = 64 },
            new ActivationOptions(),
            new MaxPoolingOptions(),
            new FlattenOptions(),
            new DenseOptions { Units = 128 },
            new ActivationOptions(),
            new DenseOptions { Units = classes },
        ],
    };

    /// <summary>
    /// <c>vgg-small</c>: pairs of padded 3x3 convolutions, each pair followed by a max pooling, in the manner of VGG (Simonyan and
    /// Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", 2015). 2,168,362 parameters for 32x32 colour images.
    /// </summary>
    /// <inheritdoc cref="Create"/>
    public static NetworkOptions VggSmall(ImageShape? input = null, int classes = 10) => new()
    {
        Input = input ?? new ImageShape(3, 32, 32),
        Layers =
        [
            new ConvolutionOptions { Channels = 32, Padding = 1 },
            new ActivationOptions(),
            new ConvolutionOptions { Channels = 32, Padding = 1 },
            new ActivationOptions(),
            new MaxPoolingOptions(),
            new ConvolutionOptions { Channels = 64, Padding = 1 },
            new ActivationOptions(),
            new ConvolutionOptions { Channels = 64, Padding = 1 },
            new ActivationOptions(),
            new MaxPoolingOptions(),
            new FlattenOptions(),
            new DenseOptions { Units = 512 },
            new ActivationOptions(),
            new DenseOptions { Units = classes },
        ],
    };

    /// <summary>
    /// <c>resnet-small</c>: ResNet-20 (He et al., "Deep Residual Learning for Image Recognition", 2016, section 4.2): three stages of 16,
    /// 32 and 64 channels with three residual blocks each. Where the shape changes, the shortcut is a 1x1 convolution with batch
    /// normalisation, the paper's option B. 272,474 parameters for 32x32 colour images.
    /// </summary>
    /// <inheritdoc cref="Create"/>
    public static NetworkOptions ResNetSmall(ImageShape? input = null, int classes = 10) => new()
    {
        Input = input ?? new ImageShape(3, 32, 32),
        Layers =
        [
            new ConvolutionOptions { Channels = 16, Padding = 1, Bias = false },
            new BatchNormalizationOptions(),
            new ActivationOptions(),
            .. Stage(channels: 16, stride: 1),
            .. Stage(channels: 32, stride: 2),
            .. Stage(channels: 64, stride: 2),
            new GlobalAveragePoolingOptions(),
            new DenseOptions { Units = classes },
        ],
    };

    private static IEnumerable<LayerOptions> Stage(int channels, int stride)
    {
        for (int block = 0; block < StageBlocks; block++)
        {
            yield return Block(channels, block == 0 ? stride : 1);
            yield return new ActivationOptions();
        }
    }

    private static ResidualOptions Block(int channels, int stride) => new()
    {
        Body =
        [
            new ConvolutionOptions { Channels = channels, Stride = stride, Padding = 1, Bias = false },
            new BatchNormalizationOptions(),
            new ActivationOptions(),
            new ConvolutionOptions { Channels = channels, Padding = 1, Bias = false },
            new BatchNormalizationOptions(),
        ],
        Shortcut = stride == 1 ? [] : Projection(channels, stride),
    };

    private static LayerOptions[] Projection(int channels, int stride) =>
    [
        new ConvolutionOptions { Channels = channels, KernelHeight = 1, KernelWidth = 1, Stride = stride, Bias = false },
        new BatchNormalizationOptions(),
    ];
}
