using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Escala.Reports.Results;
using Xunit;

namespace Escala.Reports.Tests.Pages;

/// <summary>What holds of the page as a file; what holds of it in a browser is tested there.</summary>
public sealed class HtmlReportTests(WrittenReport report)
{
    public static TheoryData<string> Reports => ["en", "es", "both-en", "both-es", "cnn-en", "cnn-es", "three-en", "hostile"];

    [Theory]
    [MemberData(nameof(Reports))]
    public void Page_IsWellFormed_AndItsHeadingsDescendByOne(string name)
    {
        int[] levels = [.. Elements(name).Where(IsHeading).Select(heading => heading.Name.LocalName[1] - '0')];

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Figures_HaveTheirCommandAndACaption_AndImagesTheirWords(string name)
    {
        XElement[] figures = [.. Elements(name, "figure")];

        Assert.NotEmpty(figures);
        Assert.All(figures, figure =>
        {
            Assert.NotEmpty(Assert.Single(figure.Elements(), element => Class(element) == "command").Descendants().Single().Value);
            Assert.NotEmpty(figure.Descendants().Single(element => element.Name.LocalName is "figcaption" or "caption").Value);
        });
        Assert.All(Elements(name, "img"), image => Assert.NotEmpty(image.Attribute("alt")!.Value));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Tables_HaveACaptionAndScopes_AndRowsAsLongAsTheirHeading(string name)
    {
        Assert.All(Elements(name, "table"), table =>
        {
            int columns = table.Descendants().Count(cell => cell.Attribute("scope")?.Value == "col");
            XElement[] rows = [.. table.Elements().Single(part => part.Name.LocalName == "tbody").Elements()];
            Assert.NotEmpty(rows);
            Assert.All(rows, row =>
            {
                Assert.Equal("row", row.Elements().First().Attribute("scope")?.Value);
                Assert.Equal(columns, row.Elements().Sum(cell => (int?)cell.Attribute("colspan") ?? 1));
            });
        });
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Links_LeadToPlacesInThePage_AndIdsAreThereOnce(string name)
    {
        string[] ids = [.. Elements(name).Select(element => element.Attribute("id")?.Value).OfType<string>()];

        Assert.Distinct(ids);
        Assert.All(Elements(name, "a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
        Assert.All(
            Elements(name).Select(element => element.Attribute("aria-labelledby")?.Value).OfType<string>(),
            id => Assert.Contains(id, ids));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Page_NamesNothingOutsideItself(string name)
    {
        Assert.All(
            Elements(name).SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "src" or "href"),
            attribute => Assert.Matches("^(#|data:image/svg)", attribute.Value));
        Assert.Single(
            Elements(name, "meta"),
            meta => meta.Attribute("content")?.Value.StartsWith("default-src 'none';", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Markup_InDataStaysText()
    {
        Assert.Equal(Elements("en", "script").Count(), Elements("hostile", "script").Count());
        Assert.Contains(Elements("hostile", "code"), code => code.Value == $"select '{HostileComparison.Attempt}'");
        Assert.Contains(Elements("hostile", "h1"), title => title.Value.Contains(HostileComparison.Attempt, StringComparison.Ordinal));
        Assert.DoesNotContain(Elements("hostile"), element => element.Attribute("onerror") is not null);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void RawResults_InThePageAreTheResults(string name)
    {
        string json = Elements(name, "script").Single(script => script.Attribute("id")?.Value == "results").Value;
        ComparisonReport results = name switch
        {
            "hostile" => HostileComparison.Made,
            "en" or "es" => GoldenComparison.Measured,
            "cnn-en" or "cnn-es" => DigitNets.Comparison,
            "three-en" => DigitNets.Three,
            _ => FlightTrees.Both,
        };

        JsonNode? expected = JsonSerializer.SerializeToNode(results, ResultsJson.Default.ComparisonReport);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(json)));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Table_InThePageIsTheFileBesideIt(string name)
    {
        string json = Elements(name, "script").Single(script => script.Attribute("id")?.Value == "results-csv").Value;

        Assert.Equal(report.Text(name, "results.csv"), JsonSerializer.Deserialize<string>(json));
    }

    private static bool IsHeading(XElement element) => element.Name.LocalName is ['h', >= '1' and <= '6'];

    private static string? Class(XElement element) => element.Attribute("class")?.Value;

    private IEnumerable<XElement> Elements(string name, string? tag = null) => XDocument.Parse(report.Text(name, "report.html"))
        .Descendants()
        .Where(element => tag is null || element.Name.LocalName == tag);
}
