using Escala.Cli.Tables;
using Spectre.Console;

namespace Escala.Cli.Doctor;

/// <summary>The readable result of <c>doctor</c>.</summary>
internal static class DoctorText
{
    /// <summary>Writes it.</summary>
    public static void Write(DoctorReport report, IAnsiConsole console)
    {
        int width = report.Checks.Max(check => check.Name.Length);
        JobText.WriteLines(console, [
            $"Escala {report.Version}",
            .. report.Checks.Select(check => $"  {Word(check.State),-7}  {check.Name.PadRight(width)}  {check.Value}"),
            .. report.Checks.Where(check => check.Advice is not null).Select(check => $"{check.Name}: {check.Advice}"),
            report.IsFine ? "Everything that Escala needs is there." : "Something is missing: see above."]);
    }

    private static string Word(CheckState state) => state.ToString().ToLowerInvariant();
}
