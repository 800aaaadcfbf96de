using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>Why a training ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConvNetStopReason>))]
public enum ConvNetStopReason
{
    /// <summary>All epochs were trained.</summary>
    [JsonStringEnumMemberName("epochs")]
    Epochs,

    /// <summary>The validation loss did not fall for as many epochs as were allowed; the best epoch is kept.</summary>
    [JsonStringEnumMemberName("early-stopping")]
    EarlyStopping,
}
