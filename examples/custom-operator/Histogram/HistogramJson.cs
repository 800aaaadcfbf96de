using System.Text.Json.Serialization;

namespace Histogram;

[JsonSerializable(typeof(ColumnHistogramOptions))]
[JsonSerializable(typeof(ColumnHistogramResult))]
internal sealed partial class HistogramJson : JsonSerializerContext;
