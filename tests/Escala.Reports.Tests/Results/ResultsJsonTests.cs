using System.Text.Json;
using System.Text.Json.Nodes;
using Escala.Reports.Results;
using Xunit;

namespace Escala.Reports.Tests.Results;

public sealed class ResultsJsonTests
{
    [Fact]
    public void Comparison_ReadAndWritten_IsTheSame()
    {
        string written = JsonSerializer.Serialize(GoldenComparison.Measured, ResultsJson.Indented.ComparisonReport);

        Assert.Equal(Leaves(JsonNode.Parse(Golden.Read("results.json"))).Order(), Leaves(JsonNode.Parse(written)).Order());
    }

    [Fact]
    public void Comparison_OtherDigests_IsNotTheSameAnswer()
    {
        Assert.True(GoldenComparison.KMeans.SameAnswer);
        Assert.False(GoldenComparison.Disagreeing.SameAnswer);
    }

    // A percentage of a rank is computed from rounded figures when it is written again, hence 7 digits.
    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => Leaves(part.Value).Select(leaf => $"{part.Key}.{leaf}")),
        JsonArray items => items.SelectMany((item, index) => Leaves(item).Select(leaf => $"{index}.{leaf}")),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => [$"{value.GetValue<double>():G7}"],
        _ => [$"{node}"],
    };
}
