using Escala.Boosting;
using Escala.Clustering;
using Escala.Engines;
using Escala.Vision;

namespace Escala.Cluster.Ranks;

/// <summary>The operators that a worker can run, by their names. A cluster is sent names, not code.</summary>
public sealed class OperatorSet
{
    private readonly Dictionary<string, RankOperator> _operators = [];

    /// <summary>Those of Escala itself.</summary>
    public static OperatorSet BuiltIn => new OperatorSet()
        .Add<KMeansFit, KMeansOptions, KMeansFitResult>()
        .Add<KMeansPredict, KMeansPredictOptions, KMeansPredictResult>()
        .Add<KMeansEvaluate, KMeansEvaluateOptions, KMeansEvaluation>()
        .Add<KMeansView, KMeansViewOptions, KMeansViewResult>()
        .Add<XGBoostFit, XGBoostOptions, XGBoostFitResult>()
        .Add<XGBoostPredict, XGBoostPredictOptions, XGBoostPredictResult>()
        .Add<XGBoostEvaluate, XGBoostEvaluateOptions, XGBoostEvaluation>()
        .Add<XGBoostExplain, XGBoostExplainOptions, XGBoostExplainResult>()
        .Add<ConvNetFit, ConvNetFitOptions, ConvNetFitResult>()
        .Add<ConvNetPredict, ConvNetPredictOptions, ConvNetPredictResult>()
        .Add<ConvNetEvaluate, ConvNetEvaluateOptions, ConvNetEvaluation>()
        .Add<RowExport, RowExportOptions, RowExportResult>();

    /// <summary>Adds an operator.</summary>
    /// <typeparam name="TOperator">The operator.</typeparam>
    /// <typeparam name="TOptions">Its options.</typeparam>
    /// <typeparam name="TResult">Its result.</typeparam>
    /// <returns>This set.</returns>
    /// <exception cref="ArgumentException">There is an operator of this name.</exception>
    public OperatorSet Add<TOperator, TOptions, TResult>()
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        var hosted = new RankOperator<TOperator, TOptions, TResult>();
        return _operators.TryAdd(hosted.Name, hosted)
            ? this
            : throw new ArgumentException($"The name of an operator must be new, but '{hosted.Name}' was added before.");
    }

    /// <summary>Finds an operator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">The version of its contract.</param>
    /// <exception cref="EscalaException">There is none of this name, or it is of another version.</exception>
    internal RankOperator Find(string name, int version)
    {
        if (!_operators.TryGetValue(name, out RankOperator? found))
        {
            throw new EscalaException(
                $"The operator must be one that the worker knows ({string.Join(", ", _operators.Keys.Order(StringComparer.Ordinal))}), "
                + $"but was '{name}'. Add it to the worker's OperatorSet, and build the worker.");
        }

        return found.Version == version
            ? found
            : throw new EscalaException(
                $"The version of the operator '{name}' must be {version} as the driver's, but is {found.Version} in the worker. Build both anew.");
    }
}
