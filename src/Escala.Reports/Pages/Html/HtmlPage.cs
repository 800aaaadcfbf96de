using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Html;

/// <summary>A document as one HTML file that needs nothing else.</summary>
/// <param name="document">The document.</param>
/// <param name="data">The raw results in it.</param>
internal sealed class HtmlPage(Document document, PageData data)
{
    private readonly HtmlWriter _html = new();
    private readonly Texts _texts = ReportMaterial.TextsIn(document.Language);

    /// <summary>Makes the file's text.</summary>
    public string Render()
    {
        _html.Open("html", ("lang", document.Language.Code), ("xmlns", "http://www.w3.org/1999/xhtml"));
        Head();
        _html.Open("body");
        _html.Element("a", _texts["page.skip"], ("class", "skip"), ("href", "#main"));
        Banner();
        _html.Open("div", ("class", "page"));
        Contents();
        _html.Open("main", ("id", "main"), ("tabindex", "-1"));
        Answer();
        var blocks = new HtmlBlocks(_html, _texts, document.Language);
        foreach (Chapter chapter in document.Chapters)
        {
            blocks.Write(chapter);
        }

        _html.Close();
        _html.Close();
        _html.Verbatim("script", data.Json, ("type", "application/json"), ("id", "results"));
        _html.Verbatim("script", data.CsvAsJson, ("type", "application/json"), ("id", "results-csv"));
        _html.Close();
        _html.Close();
        return _html.ToString();
    }

    private void Head()
    {
        string policy =
            $"default-src 'none'; img-src data:; style-src {PageResource.Style.Hash}; script-src {PageResource.Script.Hash}; "
            + "base-uri 'none'; form-action 'none'";
        _html.Open("head");
        _html.Void("meta", ("charset", "utf-8"));
        _html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy));
        _html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _html.Element("title", document.Title);
        _html.Verbatim("style", PageResource.Style.Contents);
        _html.Verbatim("script", PageResource.Script.Contents);
        _html.Close();
    }

    private void Banner()
    {
        _html.Open("header", ("class", "banner"));
        _html.Open("div");
        _html.Element("p", "Escala", ("class", "brand"));
        _html.Element("h1", document.Title);
        _html.Element("p", document.Subtitle, ("class", "subtitle"));
        _html.Close();
        _html.Element(
            "button", _texts["page.theme"], ("type", "button"), ("id", "theme"), ("hidden", "hidden"),
            ("data-light", _texts["page.theme.light"]), ("data-dark", _texts["page.theme.dark"]));
        _html.Close();
    }

    private void Contents()
    {
        _html.Open("nav", ("class", "contents"), ("aria-labelledby", "contents"));
        _html.Open("details", ("open", "open"));
        _html.Element("summary", _texts["page.contents"], ("id", "contents"));
        _html.Open("ol");
        foreach (Chapter chapter in document.Chapters)
        {
            Contents(chapter);
        }

        _html.Close();
        _html.Close();
        _html.Close();
    }

    private void Contents(Chapter chapter)
    {
        if (chapter.Title.Length == 0)
        {
            Links(chapter);
            return;
        }

        _html.Open("li");
        _html.Element("a", chapter.Title, ("href", $"#{chapter.Id}"));
        _html.Open("ol");
        Links(chapter);
        _html.Close();
        _html.Close();
    }

    private void Links(Chapter chapter)
    {
        foreach (Section section in chapter.Sections)
        {
            _html.Open("li");
            _html.Element("a", section.Title, ("href", $"#{section.Id}"));
            _html.Close();
        }
    }

    private void Answer()
    {
        _html.Open("section", ("class", "answer"), ("aria-labelledby", "answer"));
        _html.Element("h2", _texts["page.answer"], ("id", "answer"));
        foreach (Statement warning in document.Warnings)
        {
            _html.Open("p", ("class", "warning"));
            _html.Element("strong", _texts.Format("page.warning", warning.Subject).Trim());
            _html.Text($" {warning.Text}");
            _html.Close();
        }

        foreach (Answer answer in document.Answers)
        {
            Write(answer);
        }

        _html.Close();
    }

    private void Write(Answer part)
    {
        if (part.Title.Length > 0)
        {
            _html.Element("h3", part.Title);
        }

        foreach (Statement answer in part.Statements)
        {
            _html.Open("p");
            if (answer.Subject.Length > 0)
            {
                _html.Element("strong", _texts.Format("page.subject", answer.Subject));
                _html.Text(" ");
            }

            _html.Text(answer.Text);
            _html.Close();
        }
    }
}
