using Escala.Reports.Pages.Markdown;
using Xunit;

namespace Escala.Reports.Tests.Pages;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("plain, 3.5 %", "plain, 3.5 %")]
    [InlineData("a|b*c_d", @"a\|b\*c\_d")]
    [InlineData("<b>&amp;", @"\<b\>\&amp;")]
    [InlineData("two\n  lines", "two lines")]
    public void Text_IsEscaped(string text, string expected) => Assert.Equal(expected, MarkdownText.Of(text));

    [Theory]
    [InlineData("ls -l", "`ls -l`")]
    [InlineData("a | b", @"`a \| b`")]
    [InlineData("a `b` c", "``a `b` c``")]
    [InlineData("`", "`` ` ``")]
    public void Code_HasAFenceThatNothingInItEnds(string code, string expected) => Assert.Equal(expected, MarkdownText.Code(code));

    [Fact]
    public void CodeBlock_HasALongerFenceThanTheCode() => Assert.Equal("````\n```\n````", MarkdownText.CodeBlock("```"));
}
