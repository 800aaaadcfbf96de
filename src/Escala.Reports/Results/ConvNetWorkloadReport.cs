using System.Text.Json.Serialization;

namespace Escala.Reports.Results;

/// <summary>Fits of a convolutional network on several engines.</summary>
internal sealed record ConvNetWorkloadReport : WorkloadReport
{
    /// <summary>What the command line calls it.</summary>
    public const string Word = "cnn";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => Word;

    /// <summary>The options of every run.</summary>
    public required ConvNetOptionsReport Options { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsSameInEveryWorld => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsSameWithAnyThreads => false;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> ScoreKeys => ConvNetMetricsReport.Keys;
}
