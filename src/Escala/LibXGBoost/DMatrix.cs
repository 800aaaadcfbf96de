using Escala.Data;

namespace Escala.LibXGBoost;

/// <summary>
/// A matrix of libxgboost: rows, and what is known of them. It holds copies; whatever it was made from may be freed. A call that
/// libxgboost refuses throws <see cref="XGBoostException"/> with its words.
/// </summary>
internal sealed unsafe class DMatrix : IDisposable
{
    private readonly List<string> _warnings;

    private DMatrix(DMatrixHandle handle, List<string> warnings)
    {
        Handle = handle;
        _warnings = warnings;
    }

    /// <summary>The library's handle.</summary>
    public DMatrixHandle Handle { get; }

    /// <summary>The number of rows.</summary>
    public long RowCount
    {
        get
        {
            Calls.Check(NativeMethods.XGDMatrixNumRow(Handle, out ulong count));
            return checked((long)count);
        }
    }

    /// <summary>The number of columns.</summary>
    public int ColumnCount
    {
        get
        {
            Calls.Check(NativeMethods.XGDMatrixNumCol(Handle, out ulong count));
            return checked((int)count);
        }
    }

    private NativeCalls Calls => NativeCalls.For(_warnings);

    /// <summary>Copies a row-major matrix as it is, for <c>exact</c> and <c>approx</c>, and for predictions.</summary>
    /// <param name="values">The values (rows, columns).</param>
    /// <param name="rows">The number of rows; 0 on some ranks, not on all.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <param name="missing">The value that stands for "missing", beside NaN.</param>
    /// <param name="threads">The threads that copy, at least 1.</param>
    public static DMatrix Dense(float* values, long rows, int columns, float missing, int threads)
    {
        var warnings = new List<string>();
        string config = $$"""{"missing":{{ArrayInterface.Number(missing)}},"nthread":{{threads}}}""";
        NativeCalls.For(warnings).Check(
            NativeMethods.XGDMatrixCreateFromDense(ArrayInterface.Of(values, rows, columns), config, out DMatrixHandle handle));
        return new DMatrix(handle, warnings);
    }

    /// <summary>
    /// Sorts the values of blocks into bins, for <c>hist</c>. Labels, and weights unless the options say otherwise, come from the blocks.
    /// libxgboost passes over the blocks several times; they may be freed when this returns.
    /// </summary>
    /// <param name="blocks">The blocks, in the order of their rows, of the same features, at least one; without rows on some ranks, not on all.</param>
    /// <param name="options">How values are sorted into bins.</param>
    /// <param name="cancellationToken">Ends the build before the next block.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DMatrix Quantile(IReadOnlyList<Block> blocks, QuantileOptions options, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        string config =
            $$"""{"missing":{{ArrayInterface.Number(options.Missing)}},"nthread":{{options.Threads}},"max_bin":{{options.MaxBin}}}""";
        using var none = new DMatrixHandle();
        using var iterator = new BlockIterator(blocks, options, warnings, cancellationToken);
        NativeCalls calls = NativeCalls.For(warnings);
        int code = NativeMethods.XGQuantileDMatrixCreateFromCallback(
            iterator.Context,
            iterator.Proxy,
            options.Reference?.Handle ?? none,
            BlockIterator.Reset,
            BlockIterator.Next,
            config,
            out DMatrixHandle handle);
        try
        {
            // Before libxgboost's own complaint, which is about what the early end left behind.
            iterator.Rethrow();
            calls.Check(code);
            return new DMatrix(handle, warnings);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Sets one label per row.</summary>
    public void SetLabels(ReadOnlySpan<float> labels) => MatrixInfo.Set(Handle, "label", labels, _warnings);

    /// <summary>Sets one weight per row, or, where there are groups, one per group.</summary>
    public void SetWeights(ReadOnlySpan<float> weights) => MatrixInfo.Set(Handle, "weight", weights, _warnings);

    /// <summary>Sets how many consecutive rows each group has, for ranking.</summary>
    public void SetGroupSizes(ReadOnlySpan<uint> sizes) => MatrixInfo.Set(Handle, "group", sizes, _warnings);

    /// <summary>Sets what the margins begin with instead of the base score.</summary>
    /// <param name="margins">Margins, row-major (rows, groups).</param>
    /// <param name="groups">The number of groups: classes, or 1.</param>
    public void SetBaseMargin(ReadOnlySpan<float> margins, int groups)
    {
        fixed (float* first = margins)
        {
            MatrixInfo.Set(Handle, "base_margin", ArrayInterface.Of(first, margins.Length / groups, groups), _warnings);
        }
    }

    /// <summary>Sets the features' names.</summary>
    public void SetFeatureNames(IReadOnlyList<string> names) => MatrixInfo.SetFeatures(Handle, "feature_name", names, _warnings);

    /// <summary>Sets the features' types: one of <c>q</c> (quantity), <c>i</c> (integer), <c>c</c> (category) each.</summary>
    public void SetFeatureTypes(IReadOnlyList<string> types) => MatrixInfo.SetFeatures(Handle, "feature_type", types, _warnings);

    /// <summary>What libxgboost warned of in this matrix's calls since the last time this was asked.</summary>
    public IReadOnlyList<string> TakeWarnings()
    {
        string[] taken = [.. _warnings];
        _warnings.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();
}
