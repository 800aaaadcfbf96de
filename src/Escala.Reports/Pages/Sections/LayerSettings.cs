using System.Globalization;
using Escala.Vision;

namespace Escala.Reports.Pages.Sections;

/// <summary>What the layers of a network are set to, in the words of JSON; what is as by default is left out.</summary>
internal static class LayerSettings
{
    /// <summary>The settings of every layer, in the order of <see cref="NetworkSummary.Layers"/>.</summary>
    /// <param name="layers">The layers of a network or of a part of it.</param>
    public static IEnumerable<string> Of(IEnumerable<LayerOptions> layers) => layers.SelectMany(layer => layer is ResidualOptions residual
        ? Of(residual.Body).Prepend("").Concat(Of(residual.Shortcut))
        : [string.Join(", ", Parts(layer).OfType<string>())]);

    private static string?[] Parts(LayerOptions layer) => layer switch
    {
        ConvolutionOptions one =>
        [
            $"{one.KernelHeight}x{one.KernelWidth}", one.Stride == 1 ? null : $"stride {one.Stride}",
            one.Padding == 0 ? null : $"padding {one.Padding}", one.Groups == 1 ? null : $"groups {one.Groups}", one.Bias ? null : "bias false",
        ],
        ActivationOptions { Function: ActivationFunction.LeakyRelu } one => ["leakyRelu", $"slope {Number(one.Slope)}"],
        ActivationOptions one => [one.Function.ToString().ToLowerInvariant()],
        MaxPoolingOptions one => Pooling(one.Size, one.Stride, one.Padding),
        AveragePoolingOptions one => Pooling(one.Size, one.Stride, one.Padding),
        DropoutOptions one => [$"rate {Number(one.Rate)}"],
        DenseOptions { Bias: false } => ["bias false"],
        _ => [],
    };

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string?[] Pooling(int size, int? stride, int padding) =>
        [$"{size}x{size}", stride is null || stride == size ? null : $"stride {stride}", padding == 0 ? null : $"padding {padding}"];
}
