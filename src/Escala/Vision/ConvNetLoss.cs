using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>What training makes small: the mean of it over the images of a mini-batch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConvNetLoss>))]
public enum ConvNetLoss
{
    /// <summary>
    /// The negative logarithm of the probability, by softmax of the network's outputs, that the image is of its class. PyTorch
    /// <c>nn.CrossEntropyLoss</c>.
    /// </summary>
    [JsonStringEnumMemberName("crossEntropy")]
    CrossEntropy,

    /// <summary>
    /// The mean, over the network's outputs, of the squared difference to what is to be given: 1 for the image's class and 0 for the
    /// others. PyTorch <c>nn.MSELoss</c> against <c>one_hot</c>.
    /// </summary>
    [JsonStringEnumMemberName("meanSquaredError")]
    MeanSquaredError,
}
