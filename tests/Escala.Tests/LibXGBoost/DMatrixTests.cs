using Escala.Data;
using Escala.LibXGBoost;
using Xunit;

namespace Escala.Tests.LibXGBoost;

[Trait("Library", "XGBoost")]
public sealed class DMatrixTests : IDisposable
{
    private readonly ToyRows _rows = new();

    public void Dispose() => _rows.Dispose();

    [Fact]
    public void Dense_Rows_AreCounted()
    {
        using DMatrix matrix = _rows.Dense();
        Assert.Equal(ToyRows.RowCount, matrix.RowCount);
        Assert.Equal(ToyRows.FeatureCount, matrix.ColumnCount);
    }

    [Fact]
    public void Quantile_ManyBlocks_EqualsOneBlockAndDense()
    {
        using DMatrix many = _rows.Quantile();
        using var one = DMatrix.Quantile([_rows.Whole], new QuantileOptions { Threads = 1, UseWeights = false }, CancellationToken.None);
        using DMatrix dense = _rows.Dense();
        Assert.Equal(ToyRows.RowCount, many.RowCount);
        Assert.Equal(ToyRows.FeatureCount, many.ColumnCount);
        byte[] expected = Model(dense);
        Assert.Equal(expected, Model(one));
        Assert.Equal(expected, Model(many));
    }

    [Fact]
    public void Quantile_EmptyBlocks_AreLeftOut()
    {
        using var empty = new Block(1, ToyRows.FeatureCount, hasLabels: true);
        using DMatrix expected = _rows.Quantile();
        _rows.Blocks.Insert(0, empty);
        _rows.Blocks.Insert(3, empty);
        using DMatrix found = _rows.Quantile();
        Assert.Equal(Model(expected), Model(found));
        _rows.Blocks.RemoveAll(block => block == empty);
    }

    [Fact]
    public void Quantile_Weights_CountUnlessLeftOut()
    {
        using DMatrix weighted = _rows.Quantile(new QuantileOptions { Threads = 1 });
        using DMatrix plain = _rows.Quantile();
        using DMatrix dense = _rows.Dense();
        dense.SetWeights(_rows.Whole.Weights);
        Assert.Equal(Model(dense), Model(weighted));
        Assert.NotEqual(Model(plain), Model(weighted));
    }

    [Fact]
    public void Quantile_Reference_UsesItsBins()
    {
        using DMatrix training = _rows.Quantile();
        using var validation = DMatrix.Quantile(
            [_rows.Blocks[0]], new QuantileOptions { Threads = 1, UseWeights = false, Reference = training }, CancellationToken.None);
        using Booster booster = ToyTraining.Run(training);
        float[] expected = booster.Predict(training, PredictionKind.Margin).Values[.._rows.Blocks[0].RowCount].ToArray();
        Assert.Equal(expected, booster.Predict(validation, PredictionKind.Margin).Values.ToArray());
    }

    [Fact]
    public void Quantile_CachedPrediction_EqualsAFreshOne()
    {
        using DMatrix training = _rows.Quantile();
        using Booster booster = ToyTraining.Run(training);
        float[] cached = booster.Predict(training, PredictionKind.Margin).Values.ToArray();
        using DMatrix fresh = _rows.Dense();
        Assert.Equal(cached, booster.Predict(fresh, PredictionKind.Margin).Values.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FeatureTypes_Category_IsSplitAsASet(bool isQuantile)
    {
        using DMatrix training = isQuantile
            ? _rows.Quantile(new QuantileOptions { Threads = 1, UseWeights = false, FeatureTypes = ToyRows.CategoryLast })
            : _rows.Dense();
        if (!isQuantile)
        {
            training.SetFeatureTypes(ToyRows.CategoryLast);
        }

        using Booster booster = ToyTraining.Run(training);
        string model = System.Text.Encoding.UTF8.GetString(booster.Save("json"));
        Assert.Matches("\"split_type\":\\[[0,]*1", model);
    }

    [Fact]
    public void Quantile_Missing_IsTheValueThatWasNamed()
    {
        using DMatrix zeroIsMissing = _rows.Quantile(new QuantileOptions { Threads = 1, UseWeights = false, Missing = 0 });
        foreach (Block block in _rows.Blocks)
        {
            block.Values.Replace(0, float.NaN);
        }

        using DMatrix withNaN = _rows.Quantile();
        Assert.Equal(Model(withNaN), Model(zeroIsMissing));
    }

    [Fact]
    public void Quantile_BlocksOfOtherWidth_Throws()
    {
        using var wide = new Block(1, ToyRows.FeatureCount + 1, hasLabels: true) { RowCount = 1 };
        wide.Values.Clear();
        _rows.Blocks.Add(wide);
        var fault = Assert.Throws<XGBoostException>(() => _rows.Quantile());
        Assert.NotEmpty(fault.Message);
    }

    [Fact]
    public void Quantile_BlockThatFails_ThrowsItsException()
    {
        _rows.Blocks[^1].Dispose();
        Assert.Throws<ObjectDisposedException>(() => _rows.Quantile());
    }

    [Fact]
    public void Quantile_NoRows_Throws() => Assert.Throws<XGBoostException>(
        () => DMatrix.Quantile([], new QuantileOptions { Threads = 1 }, CancellationToken.None));

    [Fact]
    public void Quantile_CancelledAtAnyBlock_ThrowsAndLeavesTheLibraryUsable()
    {
        using DMatrix reference = _rows.Quantile();
        using var counting = new CancellingBlocks(_rows.Blocks, int.MaxValue);
        DMatrix.Quantile(counting, new QuantileOptions { Threads = 1 }, counting.Token).Dispose();
        Assert.True(counting.Asked > _rows.Blocks.Count, "libxgboost passes more than once");
        for (int at = 0; at < counting.Asked; at++)
        {
            using var blocks = new CancellingBlocks(_rows.Blocks, at);
            Assert.ThrowsAny<OperationCanceledException>(
                () => DMatrix.Quantile(blocks, new QuantileOptions { Threads = 1 }, blocks.Token));
        }

        using DMatrix again = _rows.Quantile();
        Assert.Equal(Model(reference), Model(again));
    }

    [Fact]
    public void SetGroupSizes_ForRanking_IsHeeded()
    {
        using DMatrix training = _rows.Quantile();
        training.SetGroupSizes([100, 250, 250]);
        using Booster booster = ToyTraining.Start(training, objective: "rank:pairwise");
        booster.Update(0, training);
        Assert.Equal(1, booster.RoundCount);
        var fault = Assert.Throws<XGBoostException>(() =>
        {
            training.SetGroupSizes([100, 250]);
            booster.Update(1, training);
        });
        Assert.NotEmpty(fault.Message);
    }

    [Fact]
    public void SetBaseMargin_ForThreeClasses_IsWhatMarginsBeginWith()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Start(training, objective: "multi:softprob");
        booster.Set("num_class", "3");
        booster.Set("base_score", "0.5");
        booster.Update(0, training);
        float[] before = booster.Predict(training, PredictionKind.Margin).Values.ToArray();
        Assert.Equal(ToyRows.RowCount * 3, before.Length);
        using DMatrix shifted = _rows.Dense();
        float[] margins = new float[ToyRows.RowCount * 3];
        margins.AsSpan().Fill(2);
        shifted.SetBaseMargin(margins, 3);
        XGBoostArray after = booster.Predict(shifted, PredictionKind.Margin);
        Assert.Equal([ToyRows.RowCount, 3], after.Shape.ToArray());
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal(before[i] + 1.5f, after.Values[i], 1e-5f);
        }
    }

    [Fact]
    public void SetLabels_WrongNumber_ThrowsXGBoostsWords()
    {
        using DMatrix matrix = _rows.Dense();
        using Booster booster = ToyTraining.Start(matrix);
        var fault = Assert.Throws<XGBoostException>(() =>
        {
            matrix.SetLabels([1, 0]);
            booster.Update(0, matrix);
        });
        Assert.Contains("Check failed", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Model(DMatrix training)
    {
        using Booster booster = ToyTraining.Run(training);
        return booster.Save("ubj");
    }
}
