using Escala.Reports.Pages.Html;
using Xunit;

namespace Escala.Reports.Tests.Pages;

public sealed class HtmlWriterTests
{
    [Fact]
    public void TextAndValues_AreEncoded()
    {
        var html = new HtmlWriter();
        html.Open("p", ("title", "\"<&"), ("class", null));
        html.Text("1 < 2 & ñ");
        html.Close();

        Assert.Equal("<!DOCTYPE html>\n<p title=\"&quot;&lt;&amp;\">1 &lt; 2 &amp; ñ</p>\n", html.ToString());
    }

    [Fact]
    public void OpenElement_IsAnError()
    {
        var html = new HtmlWriter();
        html.Open("main");

        Assert.Throws<InvalidOperationException>(html.ToString);
    }
}
