using System.Text;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Markdown;

/// <summary>A document as GitHub's Markdown; its charts are files in a folder beside it.</summary>
/// <param name="document">The document.</param>
internal sealed class MarkdownPage(Document document)
{
    private readonly StringBuilder _text = new();
    private readonly Texts _texts = ReportMaterial.TextsIn(document.Language);

    /// <summary>Makes the file's text.</summary>
    public string Render()
    {
        Write($"# {MarkdownText.Of(document.Title)}");
        Write(MarkdownText.Of(document.Subtitle));
        WriteAnswer();
        foreach (Chapter chapter in document.Chapters)
        {
            Write(chapter);
        }

        return _text.ToString();
    }

    private void Write(Chapter chapter)
    {
        if (chapter.Title.Length > 0)
        {
            Write($"## {MarkdownText.Of(chapter.Title)}");
        }

        string marks = chapter.Title.Length > 0 ? "###" : "##";
        foreach (Section section in chapter.Sections)
        {
            Write($"{marks} {MarkdownText.Of(section.Title)}");
            foreach (Block block in section.Blocks)
            {
                Write(block, marks);
            }
        }
    }

    private void Write(string part) => _text.Append(_text.Length > 0 ? "\n" : "").Append(part).Append('\n');

    private void WriteAnswer()
    {
        Write($"## {MarkdownText.Of(_texts["page.answer"])}");
        foreach (Statement warning in document.Warnings)
        {
            string title = _texts.Format("page.warning", warning.Subject).Trim();
            Write($"> **{MarkdownText.Of(title)}** {MarkdownText.Of(warning.Text)}");
        }

        foreach (Answer answer in document.Answers)
        {
            Write(answer);
        }
    }

    private void Write(Answer part)
    {
        if (part.Title.Length > 0)
        {
            Write($"### {MarkdownText.Of(part.Title)}");
        }

        foreach (Statement answer in part.Statements)
        {
            string subject = answer.Subject.Length > 0 ? $"**{MarkdownText.Of(_texts.Format("page.subject", answer.Subject))}** " : "";
            Write($"{subject}{MarkdownText.Of(answer.Text)}");
        }
    }

    private void Write(Block block, string marks)
    {
        switch (block)
        {
            case Subheading heading:
                Write($"{marks}# {MarkdownText.Of(heading.Text)}");
                break;
            case Paragraph paragraph:
                Write(MarkdownText.Of(paragraph.Text));
                break;
            case Statements statements:
                Write(string.Join('\n', statements.Items.Select(Item)));
                break;
            case CodeBlock code:
                Write(MarkdownText.CodeBlock(code.Text));
                break;
            case Table table:
                Write(MarkdownTable.Of(table));
                WriteCaption("page.table", table.Number, table.Caption, table.Command);
                break;
            case Figure figure:
                Write($"![{MarkdownText.Of(figure.Chart.Description)}]({ReportFiles.Plots}/{figure.Chart.Name}.png)");
                WriteCaption("page.figure", figure.Number, figure.Chart.Title, figure.Command);
                break;
            case Steps steps:
                Write(MarkdownText.CodeBlock(steps.Description));
                Write(MarkdownTable.Of(steps, _texts, new Figures(document.Language)));
                WriteCaption("page.figure", steps.Number, steps.Caption, steps.Command);
                break;
            case RawResults:
                Write("[results.json](results.json), [results.csv](results.csv)");
                break;
            default:
                throw new InvalidOperationException($"Markdown cannot show {block.GetType().Name}.");
        }
    }

    private string Item(Statement statement) => statement.Subject.Length > 0
        ? $"- **{MarkdownText.Of(_texts.Format("page.subject", statement.Subject))}** {MarkdownText.Of(statement.Text)}"
        : $"- {MarkdownText.Of(statement.Text)}";

    private void WriteCaption(string key, int number, string caption, string command)
    {
        Write($"**{MarkdownText.Of(_texts.Format(key, number))}** {MarkdownText.Of(caption)}");
        Write($"{MarkdownText.Of(_texts["page.command"])} {MarkdownText.Code(command)}");
    }
}
