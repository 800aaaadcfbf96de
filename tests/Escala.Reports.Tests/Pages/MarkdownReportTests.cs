using System.Text.RegularExpressions;
using Xunit;

namespace Escala.Reports.Tests.Pages;

public sealed partial class MarkdownReportTests(WrittenReport report)
{
    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("both-en")]
    [InlineData("both-es")]
    [InlineData("cnn-en")]
    [InlineData("cnn-es")]
    public void Report_IsTheGoldenFile(string language) =>
        Assert.Equal(Golden.Read($"report.{language}.md"), report.Text(language, "report.md"));

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("both-en")]
    [InlineData("cnn-en")]
    public void Pictures_AreThere(string language)
    {
        string[] pictures = [.. Picture().Matches(report.Text(language, "report.md")).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture =>
        {
            Assert.True(File.Exists(report.File(language, picture)));
            Assert.True(File.Exists(report.File(language, Path.ChangeExtension(picture, ".svg"))));
        });
    }

    [Fact]
    public void Markup_InDataStaysText()
    {
        string text = CodeSpan().Replace(report.Text("hostile", "report.md"), "");

        Assert.DoesNotMatch(@"(?<!\\)<script", text);
        Assert.DoesNotMatch(@"(?<!\\)<img", text);
    }

    [GeneratedRegex(@"!\[.*\]\((.*)\)")]
    private static partial Regex Picture();

    [GeneratedRegex("(`+).+?\\1", RegexOptions.Singleline)]
    private static partial Regex CodeSpan();
}
