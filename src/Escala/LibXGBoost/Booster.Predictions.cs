namespace Escala.LibXGBoost;

/// <summary>What a booster predicts.</summary>
internal sealed unsafe partial class Booster
{
    /// <summary>
    /// Predicts the rows of a matrix. For a matrix of the cache and all rounds, values and margins are those that training keeps, and
    /// the cost is that of a copy.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="kind">What to predict.</param>
    /// <param name="beginRound">The 0-based number of the first round that counts.</param>
    /// <param name="endRound">The number after the last one; 0: all rounds.</param>
    /// <param name="training">Whether it is a step of training, where <c>dart</c> leaves trees out.</param>
    public XGBoostArray Predict(DMatrix rows, PredictionKind kind, int beginRound = 0, int endRound = 0, bool training = false)
    {
        string config = $"{{{Asked(kind, beginRound, endRound, training)}}}";
        Calls.Check(NativeMethods.XGBoosterPredictFromDMatrix(
            _handle, rows.Handle, config, out ulong* shape, out ulong dimensions, out float* values));
        return Array(values, shape, dimensions);
    }

    /// <summary>Predicts a row-major matrix where it lies, without a matrix of libxgboost; values and margins only.</summary>
    /// <param name="values">The values (rows, columns).</param>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="columns">The number of columns, those of the model.</param>
    /// <param name="missing">The value that stands for "missing", beside NaN.</param>
    /// <param name="kind"><see cref="PredictionKind.Value"/> or <see cref="PredictionKind.Margin"/>.</param>
    /// <param name="beginRound">The 0-based number of the first round that counts.</param>
    /// <param name="endRound">The number after the last one; 0: all rounds.</param>
    public XGBoostArray PredictDense(
        float* values, long rows, int columns, float missing, PredictionKind kind, int beginRound = 0, int endRound = 0)
    {
        string config = $"{{{Asked(kind, beginRound, endRound, training: false)},\"missing\":{ArrayInterface.Number(missing)},\"cache_id\":0}}";
        using var noMargins = new DMatrixHandle();
        Calls.Check(NativeMethods.XGBoosterPredictFromDense(
            _handle,
            ArrayInterface.Of(values, rows, columns),
            config,
            noMargins,
            out ulong* shape,
            out ulong dimensions,
            out float* predictions));
        return Array(predictions, shape, dimensions);
    }

    private static string Asked(PredictionKind kind, int beginRound, int endRound, bool training) =>
        $"\"type\":{(int)kind},\"training\":{(training ? "true" : "false")},"
        + $"\"iteration_begin\":{beginRound},\"iteration_end\":{endRound},\"strict_shape\":true";

    private static XGBoostArray Array(float* values, ulong* shape, ulong dimensions)
    {
        var lengths = new ReadOnlySpan<ulong>(shape, checked((int)dimensions));
        ulong count = 1;
        foreach (ulong length in lengths)
        {
            count = checked(count * length);
        }

        return new XGBoostArray(new ReadOnlySpan<float>(values, checked((int)count)), lengths);
    }
}
