using System.CommandLine;
using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.Cli.Tables;
using Escala.Reports.Languages;

namespace Escala.Cli.Commands;

/// <summary><c>escala export</c>: writes a model for other programs to predict with.</summary>
internal sealed class ExportCommand
{
    private const string Ending = ".onnx";

    private readonly Argument<string> _model = ModelArgument.Create();

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Description = "The file to write, which ends in .onnx (opset 13). What goes in are images, float32 (N, C, H, W) of pixels as they are "
            + "stored: the network's normalisation is in the file. What comes out are scores and probabilities, float32 (N, classes). "
            + "The metadata have classes, the names as a JSON array.",
        Required = true,
    };

    private readonly Option<bool> _json = CliOption.Switch("--json", "Write one JSON object to stdout.");
    private readonly LanguageOption _language = new();

    private ExportCommand()
    {
        _out.Validators.Add(result =>
        {
            string? wrong = result.Tokens.Select(token => token.Value)
                .FirstOrDefault(path => !path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase));
            if (wrong is not null)
            {
                result.AddError($"--out must end in {Ending}, but was '{wrong}'.");
            }
        });
    }

    /// <summary>Creates the command.</summary>
    /// <param name="console">Where it writes.</param>
    public static Command Create(CommandConsole console)
    {
        var export = new ExportCommand();
        var command = new EscalaCommand(
            "export",
            "Write a model as ONNX, for other programs to predict with. For models of cnn.",
            "escala export m.zip --out m.onnx") { export._model };
        command.Add(new OptionGroup("Result", export._out, export._json, export._language.Option));
        command.SetAction(parsed => export.Run(parsed, console));
        return command;
    }

    private int Run(ParseResult parsed, CommandConsole console)
    {
        string given = parsed.GetRequiredValue(_model);
        TrainedModel model = KnownAlgorithms.OfModel(given).Load(given);
        string path = parsed.GetRequiredValue(_out);
        OutputFile.RequireWritable(path);
        ExportReport report = model.Export(path);
        Language language = _language.Bind(parsed);
        new JobConsole(console, parsed.GetValue(_json), isQuiet: true)
            .Show(report, () => CliJson.Readable.ExportReport, new ExportText(language).Write);
        return ExitCode.Done;
    }
}
