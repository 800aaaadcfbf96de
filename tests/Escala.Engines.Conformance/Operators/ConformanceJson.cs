using System.Text.Json.Serialization;

namespace Escala.Engines.Conformance.Operators;

[JsonSerializable(typeof(ColumnTotalsOptions))]
[JsonSerializable(typeof(ColumnTotalsResult))]
[JsonSerializable(typeof(SpinOptions))]
[JsonSerializable(typeof(SpinResult))]
[JsonSerializable(typeof(FailOptions))]
[JsonSerializable(typeof(FileCopyOptions))]
[JsonSerializable(typeof(StagesOptions))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class ConformanceJson : JsonSerializerContext;
