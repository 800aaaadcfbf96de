using System.Text.Json.Serialization;

namespace Escala.Vision;

/// <summary>Which images the mean and variance of batch normalisation are taken over, where several ranks train.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BatchStatistics>))]
public enum BatchStatistics
{
    /// <summary>
    /// Each rank's share of the mini-batch: no traffic, and another network with another number of ranks. The running averages are the
    /// mean over the ranks. PyTorch <c>DistributedDataParallel</c> as it is.
    /// </summary>
    [JsonStringEnumMemberName("rank")]
    Rank,

    /// <summary>
    /// The whole mini-batch: two exchanges per layer and step, and the same network with any number of ranks. PyTorch <c>SyncBatchNorm</c>.
    /// </summary>
    [JsonStringEnumMemberName("all")]
    All,
}
