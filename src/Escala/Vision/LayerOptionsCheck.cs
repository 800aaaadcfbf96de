using System.Text.RegularExpressions;

namespace Escala.Vision;

/// <summary>Checks what a layer's options are by themselves, without the shape of what goes in.</summary>
internal sealed partial class LayerOptionsCheck
{
    private readonly LayerPlace _place;
    private readonly List<string> _faults;

    private LayerOptionsCheck(LayerPlace place, List<string> faults)
    {
        _place = place;
        _faults = faults;
    }

    /// <summary>Adds every fault of one layer, one sentence or two each; the layers of a residual block are not looked into.</summary>
    /// <returns>Whether there was none.</returns>
    public static bool Check(LayerOptions layer, LayerPlace place, List<string> faults)
    {
        int before = faults.Count;
        new LayerOptionsCheck(place, faults).Check(layer);
        return faults.Count == before;
    }

    private void Check(LayerOptions layer)
    {
        Require(
            layer.Name is null || NamePattern().IsMatch(layer.Name), nameof(layer.Name), "letters, digits, - and _", $"'{layer.Name}'",
            "Leave it out where the index says enough.");
        switch (layer)
        {
            case ConvolutionOptions convolution:
                CheckConvolution(convolution);
                break;
            case ActivationOptions activation:
                CheckActivation(activation);
                break;
            case MaxPoolingOptions pooling:
                CheckPooling(pooling.Size, pooling.Stride, pooling.Padding);
                break;
            case AveragePoolingOptions pooling:
                CheckPooling(pooling.Size, pooling.Stride, pooling.Padding);
                break;
            case BatchNormalizationOptions normalization:
                CheckNormalization(normalization);
                break;
            case DropoutOptions { Rate: var rate }:
                Require(rate is >= 0 and < 1, nameof(DropoutOptions.Rate), "at least 0 and below 1", rate, "0.5 is usual.");
                break;
            case DenseOptions { Units: var units }:
                RequirePositive(nameof(DenseOptions.Units), units, "In the last layer it is the number of classes.");
                break;
            case ResidualOptions { Body.Count: 0 }:
                _faults.Add($"Body of {_place.Text} must have at least one layer, but was empty. Leave the block out where it does nothing.");
                break;
        }
    }

    private void CheckConvolution(ConvolutionOptions layer)
    {
        RequirePositive(nameof(layer.Channels), layer.Channels, "16 to 512 are usual.");
        RequirePositive(nameof(layer.KernelHeight), layer.KernelHeight, "3 is usual.");
        RequirePositive(nameof(layer.KernelWidth), layer.KernelWidth, "3 is usual.");
        RequirePositive(nameof(layer.Stride), layer.Stride, "1 is usual.");
        Require(layer.Padding >= 0, nameof(layer.Padding), "at least 0", layer.Padding, "Half of the kernel, rounded down, keeps the shape.");
        RequirePositive(nameof(layer.Groups), layer.Groups, "1 is usual.");
        Require(
            layer.Groups < 1 || layer.Channels < 1 || layer.Channels % layer.Groups == 0, nameof(layer.Channels),
            $"a multiple of Groups, {layer.Groups}", layer.Channels, "Change one of the two.");
    }

    private void CheckActivation(ActivationOptions layer)
    {
        Require(Enum.IsDefined(layer.Function), nameof(layer.Function), "relu, leakyRelu or gelu", layer.Function, "relu is usual.");
        Require(double.IsFinite(layer.Slope) && layer.Slope >= 0, nameof(layer.Slope), "finite and at least 0", layer.Slope, "0.01 is usual.");
    }

    private void CheckPooling(int size, int? stride, int padding)
    {
        RequirePositive(nameof(MaxPoolingOptions.Size), size, "2 is usual.");
        RequirePositive(nameof(MaxPoolingOptions.Stride), stride ?? 1, "Leave it out for windows that touch.");
        Require(
            padding >= 0 && padding <= Math.Max(size, 0) / 2, nameof(MaxPoolingOptions.Padding),
            $"at least 0 and at most half of Size, {Math.Max(size, 0) / 2}", padding, "0 is usual.");
    }

    private void CheckNormalization(BatchNormalizationOptions layer)
    {
        Require(layer.Momentum is > 0 and <= 1, nameof(layer.Momentum), "above 0 and at most 1", layer.Momentum, "0.1 is usual.");
        Require(double.IsFinite(layer.Epsilon) && layer.Epsilon > 0, nameof(layer.Epsilon), "finite and above 0", layer.Epsilon, "1e-5 is usual.");
    }

    private void RequirePositive(string option, int value, string advice) => Require(value >= 1, option, "at least 1", value, advice);

    private void Require(bool holds, string option, string constraint, object? value, string advice)
    {
        if (!holds)
        {
            _faults.Add(FormattableString.Invariant($"{option} of {_place.Text} must be {constraint}, but was {value}. {advice}"));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex NamePattern();
}
