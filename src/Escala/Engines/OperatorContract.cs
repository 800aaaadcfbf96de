using System.Text.Json.Serialization.Metadata;

namespace Escala.Engines;

/// <summary>How an operator is named and how its options and result travel.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
/// <param name="Name">The name by which a rank finds the operator, such as <c>kmeans-fit</c>.</param>
/// <param name="Version">Raised whenever options or result change their meaning; driver and rank must agree.</param>
/// <param name="Options">Source-generated JSON metadata of the options.</param>
/// <param name="Result">Source-generated JSON metadata of the result.</param>
public sealed record OperatorContract<TOptions, TResult>(
    string Name,
    int Version,
    JsonTypeInfo<TOptions> Options,
    JsonTypeInfo<TResult> Result);
