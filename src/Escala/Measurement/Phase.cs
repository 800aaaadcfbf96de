using System.Text.Json.Serialization;

namespace Escala.Measurement;

/// <summary>The parts of a job that are timed and sampled.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Phase>))]
public enum Phase
{
    /// <summary>Files to rows in memory, in the layout that the kernels want unless they are still to be split.</summary>
    [JsonStringEnumMemberName("load")]
    Load,

    /// <summary>Rows to training and test rows, in the layout that the kernels want.</summary>
    [JsonStringEnumMemberName("split")]
    Split,

    /// <summary>Statistics and scaling.</summary>
    [JsonStringEnumMemberName("prepare")]
    Prepare,

    /// <summary>Choosing the first state of the model.</summary>
    [JsonStringEnumMemberName("init")]
    Init,

    /// <summary>Training.</summary>
    [JsonStringEnumMemberName("fit")]
    Fit,

    /// <summary>Judging the model.</summary>
    [JsonStringEnumMemberName("evaluate")]
    Evaluate,

    /// <summary>Applying the model.</summary>
    [JsonStringEnumMemberName("predict")]
    Predict,
}
