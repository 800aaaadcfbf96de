using System.CommandLine;
using Escala.Cli.Algorithms;
using Escala.Cli.Options;
using Escala.Cli.Progress;
using Escala.Cli.Samples;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Languages;

namespace Escala.Cli.Commands;

/// <summary>What the commands have in common that apply a model to data.</summary>
internal sealed class ModelCommand
{
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Argument<string> _data = DataArgument.Create(DataArgument.Rows + " For models of cnn: images, as fit cnn takes them.");
    private readonly ModelDataOptions _rows = new();
    private readonly EngineOptions _engine = new();
    private readonly OutputOptions _output = new();
    private readonly LanguageOption _language = new();

    /// <summary>Adds arguments and options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="own">The command's own options.</param>
    public void AddTo(EscalaCommand command, params IEnumerable<OptionGroup> own)
    {
        command.Add(_model);
        command.Add(_data);
        foreach (OptionGroup group in own)
        {
            command.Add(group);
        }

        command.Add(_rows.Group);
        command.Add(new OptionGroup("Running and results", [.. _engine.All, .. _output.All, _language.Option]));
        command.Add(_engine.Clusters);
    }

    /// <summary>The model that was named.</summary>
    /// <exception cref="EscalaException">It cannot be read, or is damaged.</exception>
    public TrainedModel Load(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        return KnownAlgorithms.OfModel(path).Load(path);
    }

    /// <summary>How rows are to be read for a model; null where it takes none.</summary>
    /// <exception cref="InvalidOptionsException">Options about rows are given for a model that takes none.</exception>
    public DatasetOptions? Rows(ParseResult parsed, TrainedModel model)
    {
        RequireTable(parsed, model, _rows.Group.Options);
        return model.Rows is { } usual ? _rows.Bind(parsed, usual) : null;
    }

    /// <summary>Refuses options that are about the rows of a table where the model takes images.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidOptionsException">One of them is given.</exception>
    public static void RequireTable(ParseResult parsed, TrainedModel model, IEnumerable<Option> options)
    {
        if (model.Rows is not null)
        {
            return;
        }

        string[] faults =
        [
            .. from option in options
               where parsed.IsGiven(option)
               select $"{option.Name} must be left out: it is about the rows of a table, and {model.Path}, a model of "
                   + $"{model.Algorithm.Name}, takes images.",
        ];
        if (faults.Length > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    /// <summary>The language of what people read.</summary>
    public Language Language(ParseResult parsed) => _language.Bind(parsed);

    /// <summary>What the command shows.</summary>
    public JobConsole View(ParseResult parsed, CommandConsole console) => JobConsole.Of(parsed, _output, console);

    /// <summary>Opens the data and has the model work on them.</summary>
    /// <typeparam name="TReport">What the work answers.</typeparam>
    /// <param name="parsed">The command line.</param>
    /// <param name="console">Where progress goes.</param>
    /// <param name="model">The model.</param>
    /// <param name="rows">How rows are read; null where the model takes none.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<TReport> RunAsync<TReport>(
        ParseResult parsed,
        CommandConsole console,
        TrainedModel model,
        DatasetOptions? rows,
        Func<ModelRun, Task<TReport>> work,
        CancellationToken cancellationToken)
    {
        EngineChoice choice = _engine.Bind(parsed);
        OptionFaults.Throw(choice.Validate, () => rows?.Validate());
        using TerminalProgress? progress = View(parsed, console).Progress(new ProgressText(Language(parsed)));
        await using IEngine engine = choice.Create();
        string given = parsed.GetRequiredValue(_data);
        string path = await new SampleData(ProjectHome.Find(), console.Error)
            .ResolveAsync(given, model.Algorithm.Sample, cancellationToken).ConfigureAwait(false);
        using var run = new ModelRun
        {
            Model = model,
            Given = given,
            Path = path,
            Rows = rows,
            Engine = engine,
            Progress = progress,
            CancellationToken = cancellationToken,
        };
        return await work(run).ConfigureAwait(false);
    }
}
