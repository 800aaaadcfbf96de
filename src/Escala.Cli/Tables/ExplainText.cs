using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Tables;

/// <summary>The readable result of <c>explain</c>.</summary>
/// <param name="language">The language.</param>
internal sealed class ExplainText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly JobText _job = new(language);

    /// <summary>Writes it.</summary>
    public void Write(ExplainReport report, IAnsiConsole console)
    {
        JobText.WriteLines(
            console, _texts.Format("explain.head", report.Model, report.Data.Given), _job.Rows(report), _job.Engine(report), "");
        _job.WriteCost(report, console);
        JobText.WriteLines(console, _texts.Format(
            "predict.out",
            report.Out,
            string.Join(", ", report.Columns),
            _figures.Bytes(report.OutBytes),
            _figures.Seconds(report.WriteSeconds)));
    }
}
