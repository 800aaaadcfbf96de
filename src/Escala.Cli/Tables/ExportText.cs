using Escala.Cli.Algorithms;
using Escala.Reports.Languages;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The readable result of <c>export</c>.</summary>
/// <param name="language">The language.</param>
internal sealed class ExportText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly Names _names = new(language);

    /// <summary>Writes it.</summary>
    public void Write(ExportReport report, IAnsiConsole console) => JobText.WriteLines(
        console,
        _texts.Format("export.head", report.Model),
        _texts.Format(
            "export.out",
            report.Out,
            _figures.Bytes(report.OutBytes),
            report.Input,
            string.Join(", ", report.InputShape),
            _names.List(report.Outputs),
            report.Classes.Count));
}
