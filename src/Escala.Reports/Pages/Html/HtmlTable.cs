using System.Globalization;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Html;

/// <summary>Writes tables, which the page's script lets readers sort.</summary>
/// <param name="html">Where to.</param>
/// <param name="texts">The page's texts.</param>
internal sealed class HtmlTable(HtmlWriter html, Texts texts)
{
    /// <summary>Writes a table in a box of its own, which scrolls where the table is wider than the page.</summary>
    public void Write(Table table)
    {
        string number = texts.Format("page.table", table.Number);
        html.Open("figure", ("class", "table"));
        html.Open("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", $"{number} {table.Caption}"));
        html.Open("table");
        html.Open("caption");
        html.Open("span");
        html.Element("strong", number);
        html.Text($" {table.Caption}");
        html.Close();
        html.Close();
        WriteHead(table);
        html.Open("tbody");
        foreach (Row row in table.Rows)
        {
            Write(row, table.Columns);
        }

        html.Close();
        html.Close();
        html.Close();
        HtmlBlocks.WriteCommand(html, texts, table.Command);
        html.Close();
    }

    private void WriteHead(Table table)
    {
        html.Open("thead");
        html.Open("tr");
        foreach (Column column in table.Columns)
        {
            html.Element("th", column.Title, ("scope", "col"), ("class", column.IsNumeric ? "number" : null));
        }

        html.Close();
        html.Close();
    }

    private void Write(Row row, IReadOnlyList<Column> columns)
    {
        html.Open("tr");
        for (int index = 0; index < row.Cells.Count; index++)
        {
            Write(row.Cells[index], columns[index], isHeader: index == 0);
        }

        if (row.Remark is { } remark)
        {
            string rest = (columns.Count - row.Cells.Count).ToString(CultureInfo.InvariantCulture);
            html.Element("td", remark, ("class", "remark"), ("colspan", rest));
        }

        html.Close();
    }

    private void Write(Cell cell, Column column, bool isHeader)
    {
        html.Open(
            isHeader ? "th" : "td",
            ("scope", isHeader ? "row" : null),
            ("class", column.IsNumeric ? "number" : null),
            ("data-value", cell.Number?.ToString("R", CultureInfo.InvariantCulture)));
        if (cell.IsCode)
        {
            html.Element("code", cell.Text);
        }
        else
        {
            html.Text(cell.Text);
        }

        if (cell.Note is { } note)
        {
            html.Text(" ");
            html.Element("small", note);
        }

        html.Close();
    }
}
