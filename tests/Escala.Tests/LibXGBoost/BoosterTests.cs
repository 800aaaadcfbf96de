using System.Text;
using System.Text.Json;
using Escala.LibXGBoost;
using Xunit;

namespace Escala.Tests.LibXGBoost;

[Trait("Library", "XGBoost")]
public sealed class BoosterTests : IDisposable
{
    private readonly ToyRows _rows = new();

    public void Dispose() => _rows.Dispose();

    [Fact]
    public void Update_ThreeRounds_LearnsTheToy()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        Assert.Equal(3, booster.RoundCount);
        Assert.Equal(ToyRows.FeatureCount, booster.FeatureCount);
        XGBoostArray predicted = booster.Predict(training, PredictionKind.Value);
        Assert.Equal([ToyRows.RowCount, 1], predicted.Shape.ToArray());
        int right = 0;
        for (int i = 0; i < predicted.RowCount; i++)
        {
            right += predicted.Row(i)[0] > 0.5f == _rows.Whole.Labels[i] > 0.5f ? 1 : 0;
        }

        Assert.InRange(right, ToyRows.RowCount * 0.9, ToyRows.RowCount);
        Assert.Empty(booster.TakeWarnings());
    }

    [Theory]
    [InlineData("ubj")]
    [InlineData("json")]
    public void Load_WhatSaveWrote_PredictsTheSameBits(string format)
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        float[] expected = booster.Predict(training, PredictionKind.Margin).Values.ToArray();
        using var loaded = new Booster();
        loaded.Load(booster.Save(format));
        using DMatrix rows = _rows.Dense();
        Assert.Equal(expected, loaded.Predict(rows, PredictionKind.Margin).Values.ToArray());
        Assert.Equal(3, loaded.RoundCount);
        Assert.Equal(booster.Save(format), loaded.Save(format));
    }

    [Fact]
    public unsafe void PredictDense_RowsWhereTheyLie_EqualsPredict()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        foreach (PredictionKind kind in new[] { PredictionKind.Value, PredictionKind.Margin })
        {
            float[] expected = booster.Predict(training, kind).Values.ToArray();
            XGBoostArray found = booster.PredictDense(_rows.Values, ToyRows.RowCount, ToyRows.FeatureCount, float.NaN, kind);
            Assert.Equal(expected, found.Values.ToArray());
            Assert.Equal([ToyRows.RowCount, 1], found.Shape.ToArray());
        }
    }

    [Fact]
    public unsafe void PredictDense_OtherMissingValue_IsTakenAsMissing()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        float[] zeroIsMissing = booster
            .PredictDense(_rows.Values, ToyRows.RowCount, ToyRows.FeatureCount, 0, PredictionKind.Margin).Values.ToArray();
        foreach (ref float value in _rows.Whole.Values)
        {
            value = value == 0 ? float.NaN : value;
        }

        XGBoostArray withNaN = booster.PredictDense(_rows.Values, ToyRows.RowCount, ToyRows.FeatureCount, float.NaN, PredictionKind.Margin);
        Assert.Equal(withNaN.Values.ToArray(), zeroIsMissing);
    }

    [Theory]
    [InlineData(PredictionKind.Contributions)]
    [InlineData(PredictionKind.ApproximateContributions)]
    public void Predict_Contributions_AddUpToTheMargin(object kind)
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        float[] margins = booster.Predict(training, PredictionKind.Margin).Values.ToArray();
        XGBoostArray parts = booster.Predict(training, (PredictionKind)kind);
        Assert.Equal([ToyRows.RowCount, 1, ToyRows.FeatureCount + 1], parts.Shape.ToArray());
        for (int i = 0; i < margins.Length; i++)
        {
            float sum = 0;
            foreach (float part in parts.Row(i))
            {
                sum += part;
            }

            Assert.Equal(margins[i], sum, 1e-5f);
        }
    }

    [Fact]
    public void Predict_Leaf_IsOneNumberPerTree()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        XGBoostArray leaves = booster.Predict(training, PredictionKind.Leaf);
        Assert.Equal([ToyRows.RowCount, 3, 1, 1], leaves.Shape.ToArray());
        Assert.Equal(3, leaves.Width);
        Assert.All(leaves.Values.ToArray(), leaf => Assert.Equal(MathF.Floor(leaf), leaf));
    }

    [Fact]
    public void Slice_FirstRounds_PredictsAsTheseRoundsDo()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        using Booster slice = booster.Slice(0, 2);
        Assert.Equal(2, slice.RoundCount);
        float[] expected = booster.Predict(training, PredictionKind.Margin, 0, 2).Values.ToArray();
        Assert.Equal(expected, slice.Predict(training, PredictionKind.Margin).Values.ToArray());
        Assert.NotEqual(expected, booster.Predict(training, PredictionKind.Margin).Values.ToArray());
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(2, 2)]
    [InlineData(-1, 2)]
    public void Slice_RoundsThatAreNotThere_Throws(int begin, int end)
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        Assert.Throws<ArgumentOutOfRangeException>(() => booster.Slice(begin, end));
    }

    [Fact]
    public void Features_NamesAndTypes_AreKeptInTheModelAndNameTheScores()
    {
        using DMatrix training = _rows.Dense();
        training.SetFeatureNames(["días", "hour", "kind"]);
        training.SetFeatureTypes(["q", "i", "q"]);
        using Booster booster = ToyTraining.Run(training);
        booster.SetFeatureNames(["días", "hour", "kind"]);
        booster.SetFeatureTypes(["q", "i", "q"]);
        using var loaded = new Booster();
        loaded.Load(booster.Save("ubj"));
        Assert.Equal(["días", "hour", "kind"], loaded.FeatureNames);
        Assert.Equal(["q", "i", "q"], loaded.FeatureTypes);
        foreach (string type in new[] { "gain", "weight", "cover", "total_gain", "total_cover" })
        {
            FeatureScores scores = loaded.Score(type);
            Assert.Equal(["días", "hour", "kind"], scores.Features.Order(StringComparer.Ordinal));
            Assert.All(scores.Scores, score => Assert.True(score > 0));
            Assert.Equal(scores.Features.Count, scores.Scores.Count);
        }
    }

    [Fact]
    public void Features_NotTold_AreEmpty()
    {
        using var booster = new Booster();
        Assert.Empty(booster.FeatureNames);
        Assert.Empty(booster.FeatureTypes);
    }

    [Fact]
    public void Attributes_SetAndRemoved_TravelWithTheModel()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        booster.SetAttribute("best_iteration", "2");
        booster.SetAttribute("note", "mañana");
        booster.SetAttribute("note", null);
        using var loaded = new Booster();
        loaded.Load(booster.Save("ubj"));
        Assert.Equal("2", loaded.GetAttribute("best_iteration"));
        Assert.Null(loaded.GetAttribute("note"));
    }

    [Fact]
    public void SaveConfiguration_AfterTraining_NamesTheObjective()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Run(training);
        using var configuration = JsonDocument.Parse(booster.SaveConfiguration());
        JsonElement objective = configuration.RootElement.GetProperty("learner").GetProperty("objective").GetProperty("name");
        Assert.Equal("binary:logistic", objective.GetString());
    }

    [Fact]
    public void Set_UnknownParameter_IsWarnedOfByName()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Start(training);
        booster.Set("validate_parameters", "true");
        booster.Set("learning_speed", "1");
        booster.Set("zeal", "2");
        booster.Update(0, training);
        string warning = Assert.Single(booster.TakeWarnings());
        Assert.Equal("Parameters: { \"learning_speed\", \"zeal\" } are not used.", warning);
        Assert.Equal(["learning_speed", "zeal"], UnusedParameters.In(warning));
        Assert.Empty(UnusedParameters.In("Something else is not used."));
        booster.Update(1, training);
        Assert.Empty(booster.TakeWarnings());
    }

    [Fact]
    public void Set_UnknownParameterWithoutValidation_IsNotWarnedOf()
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Start(training);
        booster.Set("zeal", "2");
        booster.Update(0, training);
        Assert.Empty(booster.TakeWarnings());
    }

    [Fact]
    public async Task Set_UnknownParameter_IsWarnedOfOnEveryThread()
    {
        IReadOnlyList<string> warnings = await Task.Factory.StartNew(
            () =>
            {
                using DMatrix training = _rows.Dense();
                using Booster booster = ToyTraining.Start(training);
                booster.Set("validate_parameters", "true");
                booster.Set("zeal", "2");
                booster.Update(0, training);
                return booster.TakeWarnings();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Assert.Single(warnings);
    }

    [Theory]
    [InlineData("objective", "nothing:much", "Unknown objective function: `nothing:much`")]
    [InlineData("tree_method", "oak", "Invalid Input: 'oak', valid values are:")]
    [InlineData("max_depth", "deep", "Invalid Parameter format for max_depth expect int but value='deep'")]
    [InlineData("eta", "-1", "value -1 for Parameter learning_rate should be greater equal to 0")]
    public void Update_WrongParameter_ThrowsXGBoostsWords(string name, string value, string words)
    {
        using DMatrix training = _rows.Dense();
        using Booster booster = ToyTraining.Start(training);
        var fault = Assert.Throws<XGBoostException>(() =>
        {
            booster.Set(name, value);
            booster.Update(0, training);
        });
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Stack trace", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"^\[\d\d:", fault.Message);
    }

    [Fact]
    public void Load_NoModel_Throws()
    {
        using var booster = new Booster();
        byte[] text = Encoding.UTF8.GetBytes("{\"learner\": 3}");
        Assert.Throws<XGBoostException>(() => booster.Load(text));
    }

    [Fact]
    public void Predict_AfterDispose_Throws()
    {
        using DMatrix training = _rows.Dense();
        Booster booster = ToyTraining.Run(training);
        booster.Dispose();
        Assert.Throws<ObjectDisposedException>(() => booster.RoundCount);
    }
}
