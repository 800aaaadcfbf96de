using System.CommandLine;
using Escala.Cli.Options;
using Escala.Data;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms;

/// <summary>How models of an algorithm are judged by rows: its options, and the work.</summary>
internal abstract class ModelEvaluation
{
    /// <summary>The options that models of other algorithms do not have; null for none.</summary>
    public abstract OptionGroup? Own { get; }

    /// <summary>Adds to how the data are read what the options say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">The model, one of this algorithm.</param>
    /// <param name="rows">How the data are read otherwise.</param>
    public virtual DatasetOptions Bind(ParseResult parsed, TrainedModel model, DatasetOptions rows) => rows;

    /// <summary>Judges.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="run">The model and the data.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public abstract Task<EvaluateReport> RunAsync(ParseResult parsed, ModelRun run, CancellationToken cancellationToken);
}
