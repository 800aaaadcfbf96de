using System.Text.Json;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Html;

/// <summary>The raw results as they stand in a page.</summary>
/// <param name="Json">All of them.</param>
/// <param name="CsvAsJson">The table of them, as one JSON string.</param>
internal sealed record PageData(string Json, string CsvAsJson)
{
    /// <summary>Takes the results over.</summary>
    /// <param name="comparison">The results.</param>
    /// <param name="csv">The table of them.</param>
    public static PageData Of(ComparisonReport comparison, string csv) => new(
        WithoutTags(JsonSerializer.Serialize(comparison, ResultsJson.Readable.ComparisonReport)),
        WithoutTags($"\"{JsonEncodedText.Encode(csv)}\""));

    /// <summary>In JSON these letters stand only within strings, where they may be escaped; no tag can begin or end then.</summary>
    private static string WithoutTags(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal)
        .Replace("&", "\\u0026", StringComparison.Ordinal)
        .Replace(">", "\\u003e", StringComparison.Ordinal);
}
