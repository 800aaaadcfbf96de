using System.Globalization;
using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Spectre.Console;

namespace Escala.Cli.Doctor;

/// <summary>The readable result of <c>doctor</c>.</summary>
/// <param name="language">The language.</param>
internal sealed class DoctorText(Language language)
{
    private readonly Texts _texts = DoctorTexts.In(language);

    /// <summary>Writes it.</summary>
    public void Write(DoctorReport report, IAnsiConsole console)
    {
        int width = report.Checks.Max(check => check.Name.Length);
        JobText.WriteLines(console, [
            $"Escala {report.Version}",
            .. report.Checks.Select(check => $"  {Word(check.State),-7}  {check.Name.PadRight(width)}  {check.Value}"),
            .. report.Checks.Where(check => check.Advice is not null).Select(check => $"{check.Name}: {check.Advice}"),
            _texts[report.IsFine ? "summary.fine" : "summary.missing"]]);
    }

    private string Word(CheckState state) => _texts[$"state.{state.ToString().ToLower(CultureInfo.InvariantCulture)}"];
}
