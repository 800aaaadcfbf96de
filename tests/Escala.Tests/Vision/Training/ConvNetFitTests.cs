using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;
using Escala.Tests.Data;
using Escala.Tests.Vision.Images;
using Escala.Vision;
using Escala.Vision.Batches;
using Escala.Vision.Images;
using Escala.Vision.Layers;
using Xunit;

namespace Escala.Tests.Vision.Training;

public sealed class ConvNetFitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    private static ConvNetOptions Options => new()
    {
        Network = Scenes.Small(),
        Epochs = 3,
        BatchSize = 16,
        Optimizer = new SgdOptions { LearningRate = 0.02 },
        Schedule = new ConstantScheduleOptions(),
        Seed = 5,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_ClassesThatCanBeToldApart_AreToldApart()
    {
        Scenes.Write(_folder, 240, prefix: "train-");
        Scenes.Write(_folder, 60, prefix: "test-", seed: 2);
        ConvNetFitResult fit = await Scenes.FitAsync(Options, ImageData.Describe(_folder.Path), Timeout);

        Assert.Equal((240, 0, 60), (fit.Images, fit.ValidationImages, fit.TestImages));
        Assert.Equal((3, 3, 45L, ConvNetStopReason.Epochs), (fit.Epochs, fit.TrainedEpochs, fit.Steps, fit.StopReason));
        Assert.True(fit.IsScoredOnTest);
        Assert.Equal(60, fit.Evaluation.Images);
        Assert.Equal(1, fit.Evaluation.Scores.Accuracy);
        Assert.Equal(1.0 / 3, fit.Evaluation.Scores.MajorityRate, 1e-12);
        Assert.Equal(1, fit.Evaluation.Scores.Auc);
        Assert.Equal(3, fit.Evaluation.Scores.RocCurves.Count);
        Assert.Equal(fit.Evaluation.Scores.LogLoss, fit.Evaluation.Loss, 1e-6);
        Assert.Empty(fit.Evaluation.WorstMistakes);
        Assert.Equal([1, 2, 3], fit.History.Select(epoch => epoch.Epoch));
        Assert.True(fit.History[2].TrainingLoss < fit.History[0].TrainingLoss);
        Assert.All(fit.History, epoch => Assert.True(epoch is { ImagesPerSecond: > 0, LearningRate: 0.02, ValidationLoss: null }));
        Assert.Equal(Enumerable.Range(1, 45).Select(step => (long)step), fit.LossCurve.Select(point => point.Step));
        Assert.Equal(fit.LossCurve.Take(15).Average(point => point.Loss), fit.History[0].TrainingLoss, 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Fit_StatisticsOfAllRanks_TakesTheStepsOfOneRank(int world)
    {
        // The last mini-batch of 33 images has one: some ranks have none.
        Scenes.Write(_folder, 33);
        var images = ImageData.Describe(_folder.Path);
        ConvNetOptions options = Options with
        {
            Network = Scenes.Small(3, new BatchNormalizationOptions()),
            BatchStatistics = BatchStatistics.All,
        };
        ConvNetFitResult one = await Scenes.FitAsync(options, images, Timeout);
        IReadOnlyList<ConvNetFitResult> several = await Scenes.FitRanksAsync(options, images, world, 1, Timeout);

        Assert.Equal(9, one.LossCurve.Count);
        Assert.All(one.LossCurve.Zip(several[0].LossCurve), pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 1e-4 * pair.First.Loss));
        Assert.All(several, fit => Assert.Equal(several[0].WeightsDigest, fit.WeightsDigest));
    }

    [Fact]
    public async Task Fit_OneDenseLayer_IsSoftmaxRegression()
    {
        Scenes.Write(_folder, 12);
        var images = ImageData.Describe(_folder.Path);
        ConvNetOptions options = Options with { Network = Scenes.Linear(), Epochs = 2, BatchSize = 6 };
        ConvNetFitResult fit = await Scenes.FitAsync(options, images, Timeout);

        (double[] losses, double[] weights) = SoftmaxRegression(options, images);
        Assert.Equal(losses, fit.LossCurve.Select(point => point.Loss), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(195, weights.Length);
        Assert.Equal(195, fit.Parameters);
        Assert.Equal(
            Probabilities(weights, images, fit.Normalization).Select(row => Array.IndexOf(row, row.Max())).Zip(Enumerable.Range(0, 12)).Count(pair => pair.First == pair.Second % 3) / 12.0,
            fit.Evaluation.Scores.Accuracy);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Fit_SeveralRanks_TakeTheStepsOfOne(int world)
    {
        Scenes.Write(_folder, 170);
        ConvNetOptions options = Options with
        {
            Network = Scenes.Small(3, new DropoutOptions { Rate = 0.2 }),
            Epochs = 1,
            Augmentation = new AugmentationOptions { Shift = 1, Flip = true },
            MaxGradientNorm = 0.8,
        };
        var images = ImageData.Describe(_folder.Path);
        ConvNetFitResult one = await Scenes.FitAsync(options, images, Timeout);
        IReadOnlyList<ConvNetFitResult> several = await Scenes.FitRanksAsync(options, images, world, 1, Timeout);

        Assert.Equal(11, one.LossCurve.Count);
        foreach ((ConvNetLossPoint expected, ConvNetLossPoint actual) in one.LossCurve.Zip(several[0].LossCurve))
        {
            Assert.Equal(expected.Step, actual.Step);
            Assert.Equal(expected.Loss, actual.Loss, 1e-4 * expected.Loss);
        }

        Assert.Single(several.Select(fit => fit.WeightsDigest).Distinct());
        Assert.All(several, fit => Assert.Equal(several[0].Evaluation.Loss, fit.Evaluation.Loss));
        Assert.Equal(one.Evaluation.Scores.Accuracy, several[0].Evaluation.Scores.Accuracy, 0.02);
        IReadOnlyList<ConvNetFitResult> again = await Scenes.FitRanksAsync(options, images, world, 1, Timeout);
        Assert.Equal(several[0].WeightsDigest, again[0].WeightsDigest);
    }

    [Fact]
    public async Task Fit_MoreRanksThanImagesInTheLastBatch_GoesOn()
    {
        Scenes.Write(_folder, 33);
        var images = ImageData.Describe(_folder.Path);
        ConvNetOptions options = Options with { Network = Scenes.Small(3, new BatchNormalizationOptions()) };
        IReadOnlyList<ConvNetFitResult> fits = await Scenes.FitRanksAsync(options, images, 3, 1, Timeout);

        Assert.Equal(9, fits[0].Steps);
        Assert.Single(fits.Select(fit => fit.WeightsDigest).Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Fit_SameThreads_IsTheSameBits(int threads)
    {
        Scenes.Write(_folder, 100);
        var images = ImageData.Describe(_folder.Path);
        ConvNetFitResult first = await Scenes.FitAsync(Options, images, Timeout, threads);
        ConvNetFitResult second = await Scenes.FitAsync(Options, images, Timeout, threads);
        ConvNetFitResult other = await Scenes.FitAsync(Options with { Seed = 6 }, images, Timeout, threads);

        Assert.Equal(first.WeightsDigest, second.WeightsDigest);
        Assert.Equal(first.LossCurve, second.LossCurve);
        Assert.NotEqual(first.WeightsDigest, other.WeightsDigest);
    }

    [Fact]
    public async Task Fit_EarlyStopping_KeepsTheEpochWithTheLowestValidationLoss()
    {
        // Noise alone: what is learned of it is of no use to other images.
        Scenes.Write(_folder, 90, noise: 255);
        File.WriteAllBytes(
            _folder.File("labels.npy"), ImageFiles.Npy("<i4", "90,", [.. Enumerable.Range(0, 90).SelectMany(i => BitConverter.GetBytes(i * 7 % 10 % 3))]));
        ConvNetOptions options = Options with { Epochs = 60, ValidationFraction = 0.4, EarlyStoppingEpochs = 3 };
        var images = ImageData.Describe(_folder.Path);
        ConvNetFitResult fit = await Scenes.FitAsync(options, images, Timeout);
        ConvNetFitResult best = await Scenes.FitAsync(options with { Epochs = fit.Epochs, EarlyStoppingEpochs = null }, images, Timeout);

        Assert.Equal(ConvNetStopReason.EarlyStopping, fit.StopReason);
        Assert.Equal(fit.TrainedEpochs, fit.Epochs + 3);
        Assert.Equal(fit.History.Min(epoch => epoch.ValidationLoss), fit.History[fit.Epochs - 1].ValidationLoss);
        Assert.Equal(90, fit.Images + fit.ValidationImages);
        Assert.Equal(best.WeightsDigest, fit.WeightsDigest);
        Assert.All(fit.History, epoch => Assert.InRange(epoch.ValidationAccuracy!.Value, 0, 1));
    }

    [Fact]
    public async Task Fit_MeanSquaredError_IsTheLossThatFalls()
    {
        Scenes.Write(_folder, 120, classes: 2);
        ConvNetOptions options = Options with { Network = Scenes.Small(2), Loss = ConvNetLoss.MeanSquaredError, Epochs = 10 };
        ConvNetFitResult fit = await Scenes.FitAsync(options, ImageData.Describe(_folder.Path), Timeout);

        Assert.InRange(fit.LossCurve[0].Loss, 0.2, 2);
        Assert.InRange(fit.Evaluation.Loss, 0, 0.1);
        Assert.Equal(1, fit.Evaluation.Scores.Accuracy);
        Assert.Single(fit.Evaluation.Scores.RocCurves);
    }

    [Fact]
    public async Task Fit_Mistakes_AreThoseOfTheMostProbableWrongClass()
    {
        Scenes.Write(_folder, 90, noise: 255);
        ConvNetFitResult fit = await Scenes.FitAsync(Options with { Epochs = 1 }, ImageData.Describe(_folder.Path), Timeout);

        IReadOnlyList<ConvNetMistake> worst = fit.Evaluation.WorstMistakes;
        Assert.InRange(worst.Count, 1, 20);
        Assert.False(fit.IsScoredOnTest);
        Assert.Equal(worst.OrderByDescending(mistake => mistake.Probability), worst);
        Assert.All(worst, mistake => Assert.True(
            mistake.Truth == mistake.Row % 3 && mistake.Predicted != mistake.Truth && mistake.Probability >= mistake.TruthProbability));
    }

    [Fact]
    public async Task Fit_Measurement_CountsTheImagesOfEachRank()
    {
        Scenes.Write(_folder, 33);
        await using var engine = new SerialEngine();
        var seen = new List<JobProgress>();
        JobResult<ConvNetFitResult> job = await new ConvNetTrainer(Options).RunAsync(
            ImageData.Describe(_folder.Path), engine, new Recorder(seen), Timeout);

        Assert.Equal(33, job.Ranks[0].ReadRows);
        Assert.Equal(
            [Phase.Load, Phase.Split, Phase.Prepare, Phase.Init, Phase.Fit, Phase.Evaluate],
            job.Ranks[0].Phases.Select(phase => phase.Name));
        PhaseProgress last = seen.Last(progress => progress is { Phase: Phase.Fit, Progress: not null }).Progress!;
        Assert.Equal((99L, 99L), (last.Completed, last.Total!.Value));
        Assert.Equal(job.Result.LossCurve[^1].Loss, last.Objective);
    }

    /// <summary>The losses of every step and the last weights, by sums in double precision.</summary>
    private static (double[] Losses, double[] Weights) SoftmaxRegression(ConvNetOptions options, ImageData images)
    {
        using ImageSet set = images.Open();
        using var team = new CoreTeam(1);
        ImageNormalization normalization = ImageStatistics.Of(set, [.. Enumerable.Range(0, 12)], team, new SoloCollective(), Timeout);
        double[] weights = InitialWeights(options);
        double[] momentum = new double[weights.Length];
        List<double> losses = [];
        for (int epoch = 0; epoch < 2; epoch++)
        {
            var order = new EpochOrder(options.Seed, epoch, 12);
            for (int step = 0; step < 2; step++)
            {
                var gradient = new double[weights.Length];
                double loss = 0;
                double[][] probabilities = Probabilities(weights, images, normalization);
                for (int i = 0; i < 6; i++)
                {
                    int row = order.At((step * 6) + i);
                    loss -= Math.Log(probabilities[row][row % 3]) / 6;
                    double[] pixels = Pixels(set, row, normalization);
                    for (int c = 0; c < 3; c++)
                    {
                        double slope = (probabilities[row][c] - (row % 3 == c ? 1 : 0)) / 6;
                        gradient[192 + c] += slope;
                        for (int x = 0; x < 64; x++)
                        {
                            gradient[(c * 64) + x] += slope * pixels[x];
                        }
                    }
                }

                losses.Add(loss);
                for (int i = 0; i < weights.Length; i++)
                {
                    momentum[i] = (0.9 * momentum[i]) + gradient[i];
                    weights[i] -= 0.02 * momentum[i];
                }
            }
        }

        return ([.. losses], weights);
    }

    private static double[] InitialWeights(ConvNetOptions options)
    {
        using var team = new CoreTeam(1);
        using var network = new Network(new NetworkPlan(options.Network, 1, 1, KernelSet.Portable, isTraining: false), team);
        network.Initialize(options.Seed);
        List<double> weights = [];
        foreach (Parameter parameter in network.Parameters)
        {
            float[] values = new float[parameter.Count];
            parameter.CopyTo(values);
            weights.AddRange(values.Select(value => (double)value));
        }

        return [.. weights];
    }

    private static double[][] Probabilities(double[] weights, ImageData images, ImageNormalization normalization)
    {
        using ImageSet set = images.Open();
        return [.. Enumerable.Range(0, 12).Select(row =>
        {
            double[] pixels = Pixels(set, row, normalization);
            double[] scores = [.. Enumerable.Range(0, 3).Select(c => weights[192 + c] + pixels.Select((pixel, x) => pixel * weights[(c * 64) + x]).Sum())];
            double sum = scores.Sum(Math.Exp);
            return scores.Select(score => Math.Exp(score) / sum).ToArray();
        })];
    }

    private static double[] Pixels(ImageSet set, int row, ImageNormalization normalization) =>
        [.. set.Bytes(row).ToArray().Select(value => (value - normalization.Means[0]) / normalization.Deviations[0])];

    private sealed class Recorder(List<JobProgress> seen) : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
            lock (seen)
            {
                seen.Add(value);
            }
        }
    }
}
