using Escala.Cli.Commands;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Samples;
using Escala.Cli.Tables;
using Escala.Data;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms;

/// <summary>What the commands need to know of an algorithm. Whatever differs between algorithms is asked of this class alone.</summary>
internal abstract class Algorithm
{
    /// <summary>What the command line and model files call it.</summary>
    public abstract string Name { get; }

    /// <summary>What it is called in sentences.</summary>
    public abstract string Title { get; }

    /// <summary>What <c>fit</c> does with it, for the help.</summary>
    public abstract string Summary { get; }

    /// <summary>Command lines of <c>fit</c>, for the help.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>What its data may be, for the help.</summary>
    public virtual string DataDescription => DataArgument.Rows;

    /// <summary>The sample that it is shown on.</summary>
    public virtual string Sample => SampleData.Flights;

    /// <summary>What may happen to missing values; the first is what happens where nobody says it. Empty where none can be missing.</summary>
    public abstract IReadOnlyList<MissingValues> Missing { get; }

    /// <summary>Creates its options.</summary>
    /// <param name="data">The options about the data, which several algorithms may share.</param>
    /// <param name="steps">The options about training step by step, which several algorithms may share; null for its own.</param>
    public abstract FitOptions CreateOptions(DataOptions data, StepOptions? steps = null);

    /// <summary>A fit of which nothing else is said.</summary>
    /// <param name="data">A file, a glob or a sample's name.</param>
    public abstract FitRequest Plain(string data);

    /// <summary>Creates what judges its models.</summary>
    public abstract ModelEvaluation CreateEvaluation();

    /// <summary>Reads one of its models.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EscalaException">It cannot be read, or is damaged.</exception>
    public abstract TrainedModel Load(string path);

    /// <summary>What comparisons need to know of it.</summary>
    public abstract AlgorithmComparison Comparison { get; }

    /// <summary>The scores of a fit by the rows that were judged, for tables.</summary>
    /// <param name="fit">The fit, one of this algorithm.</param>
    /// <param name="language">The language.</param>
    public virtual FitScores Scores(FitReport fit, Language language)
    {
        var names = new Names(language);
        return new FitScores(fit.Scores, null, names.Metric, names.Metric, []);
    }

    /// <summary>Writes the readable result of a fit.</summary>
    public abstract void Write(FitReport report, IAnsiConsole console, Language language);

    /// <summary>Writes the readable result of an evaluation.</summary>
    public abstract void Write(EvaluateReport report, IAnsiConsole console, Language language);

    /// <summary>Writes the readable result of a prediction.</summary>
    public abstract void Write(PredictReport report, IAnsiConsole console, Language language);
}
