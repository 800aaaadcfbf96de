using System.CommandLine;
using Escala.Cli.Clusters;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Doctor;
using Escala.Cli.Options;
using Escala.Cli.Samples;
using Escala.Reports.Languages;

namespace Escala.Cli.Commands;

/// <summary><c>escala doctor</c>: says whether this machine has what Escala needs.</summary>
internal static class DoctorCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var language = new LanguageOption();
        Option<bool> json = CliOption.Switch("--json", "Write one JSON object to stdout.");
        Option<string?> python = CliOption.Text(
            PeerOptions.PythonName, "FILE", "The Python in which to look for clusters and peers. Without it: /usr/bin/python3, or else the python3 in PATH.");
        var command = new EscalaCommand(
            "doctor",
            "Say whether this machine has what Escala needs, and how to get what is missing.",
            "escala doctor",
            "escala doctor --python ~/venv/bin/python3")
        {
            python,
            json,
        };
        command.Add(language.Option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool isJson = parsed.GetValue(json);
            Language shown = isJson ? Language.English : language.Bind(parsed);
            var search = new PythonSearch(parsed.GetValue(python));
            var worker = new WorkerSearch();
            var spark = new ClusterChoice { Python = parsed.GetValue(python) }.SparkSearch;
            var clusters = new ClusterDiagnosis(new DaskSearch(search, worker), spark, worker, shown);
            var diagnosis = new Diagnosis(ProjectHome.Find(), new PeerSearch(search, spark), clusters, shown);
            DoctorReport report = await diagnosis.RunAsync(cancellationToken).ConfigureAwait(false);
            new JobConsole(console, isJson, isQuiet: true).Show(report, () => CliJson.Readable.DoctorReport, new DoctorText(shown).Write);
            return report.IsFine ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
