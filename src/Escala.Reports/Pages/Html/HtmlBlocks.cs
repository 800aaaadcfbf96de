using System.Text;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Html;

/// <summary>Writes sections and what stands in them.</summary>
/// <param name="html">Where to.</param>
/// <param name="texts">The page's texts.</param>
/// <param name="language">The language.</param>
internal sealed class HtmlBlocks(HtmlWriter html, Texts texts, Language language)
{
    /// <summary>The level of the headings of sections: below a chapter's where it has one.</summary>
    private int _level = 2;

    /// <summary>Writes a chapter.</summary>
    public void Write(Chapter chapter)
    {
        bool hasTitle = chapter.Title.Length > 0;
        _level = hasTitle ? 3 : 2;
        if (hasTitle)
        {
            html.Open("section", ("class", "chapter"), ("id", chapter.Id), ("aria-labelledby", $"{chapter.Id}-title"));
            html.Element("h2", chapter.Title, ("id", $"{chapter.Id}-title"));
        }

        foreach (Section section in chapter.Sections)
        {
            Write(section);
        }

        if (hasTitle)
        {
            html.Close();
        }
    }

    /// <summary>Writes the command below a table or a figure.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="texts">The page's texts.</param>
    /// <param name="command">The command.</param>
    public static void WriteCommand(HtmlWriter html, Texts texts, string command)
    {
        html.Open("p", ("class", "command"));
        html.Text($"{texts["page.command"]} ");
        html.Element("code", command);
        html.Close();
    }

    private void Write(Section section)
    {
        html.Open("section", ("id", section.Id), ("aria-labelledby", $"{section.Id}-title"));
        html.Element($"h{_level}", section.Title, ("id", $"{section.Id}-title"));
        foreach (Block block in section.Blocks)
        {
            Write(block);
        }

        html.Close();
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case Subheading heading:
                html.Element($"h{_level + 1}", heading.Text);
                break;
            case Paragraph paragraph:
                html.Element("p", paragraph.Text);
                break;
            case Statements statements:
                Write(statements);
                break;
            case CodeBlock code:
                html.Open("pre");
                html.Element("code", code.Text);
                html.Close();
                break;
            case Table table:
                new HtmlTable(html, texts).Write(table);
                break;
            case Figure figure:
                Write(figure);
                break;
            case Steps steps:
                new HtmlSteps(html, texts, new Figures(language), $"h{_level + 1}").Write(steps);
                break;
            case RawResults:
                WriteDownloads();
                break;
            default:
                throw new InvalidOperationException($"A page cannot show {block.GetType().Name}.");
        }
    }

    private void Write(Statements statements)
    {
        html.Open("ul", ("class", "statements"));
        foreach (Statement statement in statements.Items)
        {
            html.Open("li");
            if (statement.Subject.Length > 0)
            {
                html.Element("strong", statement.Subject);
            }

            html.Element("p", statement.Text);
            html.Close();
        }

        html.Close();
    }

    private void Write(Figure figure)
    {
        html.Open("figure", ("class", "plot"));
        Image(figure.Chart.Svg, "light");
        Image(figure.Chart.DarkSvg, "dark");
        html.Open("figcaption");
        html.Element("strong", texts.Format("page.figure", figure.Number));
        html.Text($" {figure.Chart.Title}. {figure.Chart.Description}");
        html.Close();
        WriteCommand(html, texts, figure.Command);
        html.Close();

        void Image(string svg, string theme) => html.Void(
            "img", ("class", $"chart {theme}"), ("alt", figure.Chart.Description),
            ("src", $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}"));
    }

    private void WriteDownloads()
    {
        html.Open("p", ("class", "downloads"));
        foreach ((string file, string source) in new[] { ("results.json", "results"), ("results.csv", "results-csv") })
        {
            html.Element(
                "button", texts.Format("page.save", file), ("type", "button"), ("data-source", source), ("data-file", file),
                ("hidden", "hidden"));
        }

        html.Close();
    }
}
