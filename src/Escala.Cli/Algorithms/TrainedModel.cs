using Escala.Data;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms;

/// <summary>A model as the commands need it.</summary>
/// <param name="algorithm">What made it.</param>
/// <param name="path">Its file.</param>
internal abstract class TrainedModel(Algorithm algorithm, string path)
{
    /// <summary>What made it.</summary>
    public Algorithm Algorithm => algorithm;

    /// <summary>Its file.</summary>
    public string Path => path;

    /// <summary>How rows are read for it where nobody says otherwise; null where it takes no rows of a table.</summary>
    public abstract DatasetOptions? Rows { get; }

    /// <summary>The columns of its predictions.</summary>
    public abstract IReadOnlyList<PredictionColumn> PredictionColumns { get; }

    /// <summary>Finds its columns in data.</summary>
    /// <param name="data">The data, opened as <see cref="Rows"/> say.</param>
    /// <exception cref="DatasetException">The data lack a column, or have one of another type.</exception>
    public virtual Dataset Adapt(Dataset data) => data;

    /// <summary>Predicts rows.</summary>
    /// <param name="run">The model and the data.</param>
    /// <param name="output">Where predictions go.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public abstract Task<PredictReport> PredictAsync(ModelRun run, PredictionOutput output, CancellationToken cancellationToken);

    /// <summary>The columns of the contributions to its predictions.</summary>
    /// <exception cref="EscalaException">Models of this algorithm have no contributions.</exception>
    public virtual IReadOnlyList<PredictionColumn> ContributionColumns => throw Unexplained();

    /// <summary>Says what each feature contributed to the prediction of each row.</summary>
    /// <param name="run">The model and the data.</param>
    /// <param name="output">Where contributions go.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="EscalaException">Models of this algorithm have no contributions.</exception>
    public virtual Task<ExplainReport> ExplainAsync(ModelRun run, PredictionOutput output, CancellationToken cancellationToken) =>
        throw Unexplained();

    /// <summary>Writes it for other programs to predict with.</summary>
    /// <param name="path">The file, which ends in <c>.onnx</c>.</param>
    /// <exception cref="EscalaException">Models of this algorithm are not exported, or the file cannot be written.</exception>
    public virtual ExportReport Export(string path) => throw new EscalaException(
        $"The model '{Path}' was made by {Algorithm.Name}, whose models are not written as ONNX. Name a model made by cnn.");

    private EscalaException Unexplained() => new(
        $"The model '{Path}' was made by {Algorithm.Name}, whose predictions are not sums of features' contributions. "
        + "Name a model made by xgboost.");
}
