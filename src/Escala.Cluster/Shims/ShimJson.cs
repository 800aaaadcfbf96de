using System.Text.Json.Serialization;

namespace Escala.Cluster.Shims;

/// <summary>How drivers and shims write their lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShimRequest))]
[JsonSerializable(typeof(ShimEvent))]
[JsonSerializable(typeof(ShimReply.Connected))]
[JsonSerializable(typeof(ShimReply.WorkerList))]
[JsonSerializable(typeof(ShimReply.Usage))]
[JsonSerializable(typeof(ShimReply.FoundLevels))]
[JsonSerializable(typeof(ShimReply.Placed))]
[JsonSerializable(typeof(ShimReply.Description))]
[JsonSerializable(typeof(ShimReply.Loaded))]
[JsonSerializable(typeof(ShimReply.Stopped))]
[JsonSerializable(typeof(ShimReply.Done))]
internal sealed partial class ShimJson : JsonSerializerContext;
