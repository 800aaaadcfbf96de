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

    /// <summary>How data are read for it where nobody says otherwise.</summary>
    public abstract DatasetOptions Rows { get; }

    /// <summary>The columns of its predictions, the number of the row included.</summary>
    public abstract IReadOnlyList<string> PredictionColumns { get; }

    /// <summary>Finds its columns in data.</summary>
    /// <param name="data">The data, opened by <see cref="Rows"/>.</param>
    /// <exception cref="DatasetException">The data lack a column, or have one of another type.</exception>
    public virtual Dataset Adapt(Dataset data) => data;

    /// <summary>Predicts rows.</summary>
    /// <param name="run">The model and the data.</param>
    /// <param name="output">Where predictions go.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public abstract Task<PredictReport> PredictAsync(ModelRun run, PredictionOutput output, CancellationToken cancellationToken);
}
