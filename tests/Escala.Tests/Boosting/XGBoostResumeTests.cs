using Escala.Boosting;
using Escala.Data;
using Escala.Models;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Boosting;

[Trait("Library", "XGBoost")]
public sealed class XGBoostResumeTests : IDisposable
{
    private static readonly float[] s_rows = BoostRows.Make(1_500, BoostRows.TwoClasses);

    private static readonly XGBoostOptions s_options = new()
    {
        Rounds = 30,
        Subsample = 0.6,
        ColsampleByTree = 0.5,
        Seed = 11,
        CheckpointRounds = 7,
    };

    private readonly TemporaryFolder _folder = new();

    private static Dataset Data => BoostRows.Data(s_rows, new DatasetOptions { TestFraction = 0.2, ValidationFraction = 0.2 });

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(XGBoostTreeMethod.Hist, 1)]
    [InlineData(XGBoostTreeMethod.Hist, 2)]
    [InlineData(XGBoostTreeMethod.Approx, 1)]
    [InlineData(XGBoostTreeMethod.Exact, 1)]
    public async Task Resume_FromEveryCheckpoint_GivesTheBitsOfTheUninterruptedFit(XGBoostTreeMethod method, int threads)
    {
        XGBoostOptions options = s_options with { TreeMethod = method };
        XGBoostModel whole = await BoostRows.FitAsync(Data, Trainer(options), threads);
        Assert.Equal(
            ["checkpoint-14.ubj", "checkpoint-21.ubj", "checkpoint-28.ubj", "checkpoint-7.ubj"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        foreach (int rounds in new[] { 7, 21, 28 })
        {
            XGBoostModel resumed = await BoostRows.FitAsync(Data, Trainer(options, Checkpoint(rounds)), threads);

            Assert.Equal(whole.Fit.ModelDigest, resumed.Fit.ModelDigest);
            Assert.Equal(whole.Fit.History[0].Validation, resumed.Fit.History[0].Validation);
            Assert.Equal(whole.Fit.History[0].Training, resumed.Fit.History[0].Training);
            Assert.Equal(30, resumed.Fit.TrainedRounds);
        }
    }

    [Fact]
    public async Task Resume_EarlyStopping_RemembersTheBestRoundBeforeTheInterruption()
    {
        XGBoostOptions options = s_options with { Rounds = 400, LearningRate = 1, EarlyStoppingRounds = 8, CheckpointRounds = 3 };
        XGBoostModel whole = await BoostRows.FitAsync(Data, Trainer(options));
        Assert.Equal(XGBoostStopReason.EarlyStopping, whole.Fit.StopReason);
        string newest = XGBoostTrainer.NewestCheckpoint(_folder.Path)!;
        XGBoostModel resumed = await BoostRows.FitAsync(Data, Trainer(options, newest));

        Assert.Equal(whole.Fit.ModelDigest, resumed.Fit.ModelDigest);
        Assert.Equal((whole.Fit.Rounds, whole.Fit.TrainedRounds), (resumed.Fit.Rounds, resumed.Fit.TrainedRounds));
        Assert.Equal(XGBoostStopReason.EarlyStopping, resumed.Fit.StopReason);
    }

    [Fact]
    public async Task Resume_MoreRounds_GoesOnWithTheSameTraining()
    {
        XGBoostModel whole = await BoostRows.FitAsync(Data, Trainer(s_options with { Rounds = 42 }));
        XGBoostModel resumed = await BoostRows.FitAsync(Data, Trainer(s_options with { Rounds = 42 }, Checkpoint(28)));

        Assert.Equal(42, resumed.Fit.Rounds);
        Assert.Equal(whole.Fit.ModelDigest, resumed.Fit.ModelDigest);
    }

    [Fact]
    public async Task Resume_OtherOptionsOrData_NamesEveryDifference()
    {
        await BoostRows.FitAsync(Data, Trainer(s_options));
        InvalidOptionsException error = await Assert.ThrowsAsync<InvalidOptionsException>(() => BoostRows.FitAsync(
            BoostRows.Data(s_rows, new DatasetOptions { TestFraction = 0.3, ValidationFraction = 0.2 }),
            Trainer(s_options with { Seed = 12, MaxDepth = 5 }, Checkpoint(7))));

        Assert.Contains("seed must be 11 as in the checkpoint, but was 12", error.Message, StringComparison.Ordinal);
        Assert.Contains("maxDepth must be 6", error.Message, StringComparison.Ordinal);
        Assert.Contains("The rows must be those of the checkpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_FileThatIsNoCheckpoint_NamesIt()
    {
        await BoostRows.FitAsync(Data, Trainer(s_options));
        byte[] bytes = File.ReadAllBytes(Checkpoint(14));
        File.WriteAllBytes(Checkpoint(15), bytes[..(bytes.Length / 2)]);
        File.WriteAllText(Checkpoint(16), "not a checkpoint");
        foreach (int rounds in new[] { 15, 16 })
        {
            ModelFileException error = await Assert.ThrowsAsync<ModelFileException>(
                () => BoostRows.FitAsync(Data, Trainer(s_options, Checkpoint(rounds))));
            Assert.Contains(Checkpoint(rounds), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Checkpoint_FolderWithoutRoundsOrRoundsWithoutFolder_Throws()
    {
        InvalidOptionsException error = await Assert.ThrowsAsync<InvalidOptionsException>(() => BoostRows.FitAsync(Data, s_options));
        Assert.Contains("CheckpointFolder of XGBoostTrainer must be given exactly when CheckpointRounds is", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOptionsException>(
            () => BoostRows.FitAsync(Data, new XGBoostTrainer(new XGBoostOptions()) { CheckpointFolder = _folder.Path }));
    }

    [Fact]
    public void NewestCheckpoint_NoneInTheFolder_IsNull()
    {
        Assert.Null(XGBoostTrainer.NewestCheckpoint(Path.Combine(_folder.Path, "none")));
        File.WriteAllText(Path.Combine(_folder.Path, "checkpoint-x.ubj"), "");
        File.WriteAllText(Path.Combine(_folder.Path, ".checkpoint-9.ubj.1.partial"), "");
        Assert.Null(XGBoostTrainer.NewestCheckpoint(_folder.Path));
        File.WriteAllText(Checkpoint(9), "");
        File.WriteAllText(Checkpoint(10), "");
        Assert.Equal(Checkpoint(10), XGBoostTrainer.NewestCheckpoint(_folder.Path));
    }

    [Fact]
    public async Task Continue_FromAModel_AddsRoundsToItsTrees()
    {
        XGBoostOptions options = new() { Rounds = 10 };
        XGBoostModel first = await BoostRows.FitAsync(Data, options);
        XGBoostModel second = await BoostRows.FitAsync(Data, new XGBoostTrainer(options with { Rounds = 15 }) { StartModel = first });

        Assert.Equal((25, 15), (second.Fit.Rounds, second.Fit.TrainedRounds));
        Assert.Equal(15, second.Fit.History[0].Validation.Count);
        Assert.True(second.Fit.History[0].Training[0] < first.Fit.History[0].Training[^1]);
        Assert.True(second.Fit.History[0].Training[^1] < second.Fit.History[0].Training[0]);
    }

    [Fact]
    public async Task Continue_InterruptedAndResumed_GivesTheSameBits()
    {
        XGBoostModel first = await BoostRows.FitAsync(Data, new XGBoostOptions { Rounds = 10 });
        var trainer = new XGBoostTrainer(s_options) { StartModel = first, CheckpointFolder = _folder.Path };
        XGBoostModel whole = await BoostRows.FitAsync(Data, trainer);
        XGBoostModel resumed = await BoostRows.FitAsync(Data, Trainer(s_options, Checkpoint(24)));

        Assert.Equal(40, whole.Fit.Rounds);
        Assert.Equal(whole.Fit.ModelDigest, resumed.Fit.ModelDigest);
    }

    [Fact]
    public async Task Continue_OtherTargetOrFeatures_Throws()
    {
        XGBoostModel first = await BoostRows.FitAsync(Data, new XGBoostOptions { Rounds = 2 });
        float[] quantities = BoostRows.Make(300, BoostRows.Quantity);
        InvalidOptionsException error = await Assert.ThrowsAsync<InvalidOptionsException>(() => BoostRows.FitAsync(
            BoostRows.Data(quantities, new DatasetOptions { Features = ["x0", "x1"] }),
            new XGBoostTrainer(new XGBoostOptions { Rounds = 2, BaseScore = 0.5 }) { StartModel = first }));

        Assert.Equal(4, error.Faults.Count);
        Assert.Contains("binary:logistic, but was reg:squarederror", error.Message, StringComparison.Ordinal);
    }

    private string Checkpoint(int rounds) => Path.Combine(_folder.Path, $"checkpoint-{rounds}.ubj");

    private XGBoostTrainer Trainer(XGBoostOptions options, string? resumeFrom = null) =>
        new(options) { CheckpointFolder = _folder.Path, ResumeFrom = resumeFrom };
}
