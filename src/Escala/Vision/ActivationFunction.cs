using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>What an activation makes of each value.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ActivationFunction>))]
public enum ActivationFunction
{
    /// <summary>max(0, x). PyTorch <c>nn.ReLU</c>.</summary>
    [JsonStringEnumMemberName("relu")]
    Relu,

    /// <summary>x where it is positive, slope times x elsewhere. PyTorch <c>nn.LeakyReLU</c>.</summary>
    [JsonStringEnumMemberName("leakyRelu")]
    LeakyRelu,

    /// <summary>
    /// x times the standard normal distribution function at x, by the error function and not by tanh (Hendrycks and Gimpel,
    /// "Gaussian Error Linear Units", 2016). PyTorch <c>nn.GELU()</c>.
    /// </summary>
    [JsonStringEnumMemberName("gelu")]
    Gelu,
}
