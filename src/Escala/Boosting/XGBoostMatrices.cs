using Escala.Boosting.Quantiles;
using Escala.Data;
using Escala.LibXGBoost;
using Escala.Numerics;

namespace Escala.Boosting;

/// <summary>The training and validation rows as matrices of libxgboost, and their labels. The rows they are made of are freed. Every rank makes them, also one without rows: libxgboost has the ranks meet.</summary>
internal sealed unsafe class XGBoostMatrices : IDisposable
{
    private XGBoostMatrices(PartMatrix training, PartMatrix? validation) => (Training, Validation) = (training, validation);

    /// <summary>The training rows.</summary>
    public PartMatrix Training { get; }

    /// <summary>The validation rows, in the bins of the training rows; null where no rank has any.</summary>
    public PartMatrix? Validation { get; }

    /// <summary>Builds the matrices.</summary>
    /// <param name="rows">The rows, of which training and validation rows are freed.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="features">The features.</param>
    /// <param name="keepsValues">
    /// Whether the values themselves are kept, for <c>exact</c>, <c>approx</c>, and trees of a model whose bins were others.
    /// </param>
    /// <param name="ranks">Who computes.</param>
    public static XGBoostMatrices Build(
        XGBoostRows rows, XGBoostOptions options, IReadOnlyList<DataColumn> features, bool keepsValues, MetricRanks ranks)
    {
        var quantile = new QuantileOptions
        {
            MaxBin = options.MaxBin,
            Missing = options.Missing ?? float.NaN,
            Threads = ranks.Team.Threads,
            FeatureTypes = FeatureTypes.Of(features),
            UseWeights = true,
        };
        rows.Training.RequireBlock(features.Count);
        rows.Validation.RequireBlock(features.Count);
        PartMatrix? training = null;
        try
        {
            training = BuildTraining(rows.Training, quantile, keepsValues, ranks);
            PartMatrix? validation = rows.Totals.Validation == 0
                ? null
                : Build(rows.Validation, quantile with { Reference = keepsValues ? null : training.Matrix }, keepsValues, ranks.CancellationToken);
            return new XGBoostMatrices(training, validation);
        }
        catch
        {
            training?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Validation?.Dispose();
        Training.Dispose();
    }

    private static PartMatrix BuildTraining(RowGatherer rows, QuantileOptions options, bool keepsValues, MetricRanks ranks)
    {
        using DMatrix? bins = keepsValues ? null : BinReference.Find(rows.Blocks, options, ranks);
        return Build(rows, options with { Reference = bins }, keepsValues, ranks.CancellationToken);
    }

    private static PartMatrix Build(RowGatherer rows, QuantileOptions options, bool keepsValues, CancellationToken cancellationToken)
    {
        float[] labels = rows.CopyLabels();
        float[] weights = rows.CopyWeights();
        uint[] groups = rows.GroupSizes();
        DMatrix matrix = keepsValues ? Join(rows, options, cancellationToken) : DMatrix.Quantile(rows.Blocks, options, cancellationToken);
        rows.Clear();
        try
        {
            if (keepsValues)
            {
                matrix.SetFeatureTypes(options.FeatureTypes!);
                if (labels.Length > 0)
                {
                    matrix.SetLabels(labels);
                }

                if (weights.Length > 0)
                {
                    matrix.SetWeights(weights);
                }
            }

            if (groups.Length > 0)
            {
                matrix.SetGroupSizes(groups);
            }

            return new PartMatrix(matrix, labels, weights, groups);
        }
        catch
        {
            matrix.Dispose();
            throw;
        }
    }

    /// <summary>Joins the blocks to the one matrix that libxgboost copies from, each freed as soon as it is copied.</summary>
    private static DMatrix Join(RowGatherer rows, QuantileOptions options, CancellationToken cancellationToken)
    {
        long count = rows.RowCount;
        int features = rows.Blocks[0].FeatureCount;
        float* values = (float*)AlignedMemory.Allocate((nuint)Math.Max(1, count) * (nuint)features * sizeof(float), hugePages: false);
        try
        {
            float* next = values;
            while (rows.TakeFirst() is { } block)
            {
                using (block)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int length = block.RowCount * features;
                    block.Values[..length].CopyTo(new Span<float>(next, length));
                    next += length;
                }
            }

            return DMatrix.Dense(values, count, features, options.Missing, options.Threads);
        }
        finally
        {
            AlignedMemory.Free(values);
        }
    }
}
