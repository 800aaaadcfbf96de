using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Vision;
using Xunit;

namespace Escala.Reports.Tests.Findings;

public sealed class ConvNetFindingsTests
{
    [Theory]
    [InlineData(0.85, "the network beats that by 5 percentage points")]
    [InlineData(0.80, "the network does not beat that")]
    [InlineData(0.75, "the network is worse by 5 percentage points")]
    public void Quality_Accuracy_IsAgainstTheMostFrequentClass(double accuracy, string verdict)
    {
        string text = Text(FindingSection.Quality, DigitNets.With(fit =>
        {
            var classes = fit.Details with { Accuracy = accuracy, MajorityRate = 0.8 };
            return fit with { Details = classes, Metrics = ConvNetMetricsReport.Of(classes, 0.1, ConvNetLoss.CrossEntropy) };
        }));

        Assert.Contains("“0”, the most frequent class, is right for 80.0 %", text);
        Assert.Contains(verdict, text);
        Assert.Contains("This was measured on 2,000 test images", text);
    }

    [Theory]
    [InlineData(ConvNetLoss.CrossEntropy, "cross-entropy", false)]
    [InlineData(ConvNetLoss.MeanSquaredError, "mean squared error", true)]
    public void Quality_Loss_IsSaidToBeWhatWasTrainedWith(ConvNetLoss loss, string name, bool hasLogLoss)
    {
        string[] subjects =
        [
            .. Findings(DigitNets.With(fit => fit with
            {
                Options = fit.Options with { Loss = loss },
                Metrics = ConvNetMetricsReport.Of(fit.Details, 0.1, loss),
            })).Where(finding => finding.Section == FindingSection.Quality).Select(finding => $"{finding.Subject}: {finding.Text}"),
        ];

        Assert.Contains(subjects, subject => subject.StartsWith("loss:", StringComparison.Ordinal) && subject.Contains(name));
        Assert.Equal(hasLogLoss, subjects.Any(subject => subject.StartsWith("log-loss:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Warning_ScoredOnTrainingImages_SaysWhatToDo()
    {
        ConvNetWorkloadReport workload = DigitNets.With(fit => fit with { ScoredOn = FitReport.TrainingPart, TestRows = null });

        Assert.Contains("--test-fraction 0.2", Text(FindingSection.Warning, workload));
        Assert.Contains("9,000 training images themselves", Text(FindingSection.Quality, workload));
        Assert.DoesNotContain("--test-fraction", Text(FindingSection.Warning, DigitNets.Network));
    }

    [Fact]
    public void Warning_SameWorldOtherBits_NamesTheEngines()
    {
        int run = 0;
        ConvNetWorkloadReport workload = DigitNets.With(fit => fit with { Digest = new ConvNetDigestReport($"{run++}") });

        Assert.False(workload.SameAnswer);
        Assert.Contains("have different models", Text(FindingSection.Warning, workload));
    }

    [Fact]
    public void SameAnswer_OtherThreadsOtherBits_IsNoDisagreement()
    {
        Assert.True(DigitNets.Network.SameAnswer);
        Assert.Equal(3, DigitNets.Network.Worlds.Count);
        Assert.Null((DigitNets.Network with { Runs = [.. DigitNets.Network.Runs.Where(run => run.Repeat == 1)] }).SameAnswer);
    }

    [Fact]
    public void Speed_ImagesPerSecond_AreAgainstTheMost()
    {
        string text = Text(FindingSection.Speed, DigitNets.With(fit => fit with { ImagesPerSecond = fit.Engine == "torch" ? 1_000 : 3_000 }));

        Assert.Contains("serial trained on 3,000 images a second.", text);
        Assert.Contains("PyTorch on 1 thread: 1,000, so that the first trained on 3.00 times as many.", text);
    }

    [Theory]
    [InlineData(new[] { 0.3, 0.2, 0.1 }, "after epoch 3, the last of 3: more --epochs", "no over-fitting is to be seen")]
    [InlineData(new[] { 0.3, 0.1, 0.2 }, "after epoch 2 of 3", "From epoch 2 to epoch 3 the validation loss became 100 % worse")]
    [InlineData(new[] { 0.3, 0.1, 0.1005 }, "after epoch 2 of 3", "at most 1 % worse than at its best")]
    public void Learning_ValidationLosses_SayTheBestEpochAndOverFitting(double[] losses, string epochs, string fitting)
    {
        string text = Text(FindingSection.Learning, DigitNets.With(fit => fit with
        {
            History = [.. losses.Select((loss, epoch) => fit.History[epoch] with { ValidationLoss = loss })],
        }));

        Assert.Contains(epochs, text);
        Assert.Contains(fitting, text);
    }

    [Fact]
    public void Learning_StoppedEarly_SaysWhichEpochIsKept() => Assert.Contains(
        "training stopped early after epoch 5, and the weights of epoch 4 are kept",
        Text(FindingSection.Learning, DigitNets.With(fit => fit with { Iterations = 4, StopReason = ConvNetStopReason.EarlyStopping })));

    [Fact]
    public void Learning_NoValidation_SaysNothing() => Assert.Empty(Text(FindingSection.Learning, DigitNets.With(fit => fit with
    {
        History = [.. fit.History.Select(epoch => epoch with { ValidationLoss = null, ValidationAccuracy = null })],
    })));

    [Fact]
    public void Fairness_OtherNetwork_IsNamed() => Assert.Contains(
        "These differ: options.",
        Text(FindingSection.Fairness, DigitNets.With(fit => fit with
        {
            Options = fit.Options with { Network = fit.Engine == "torch" ? NetworkPresets.LeNet() : NetworkPresets.Mnist() },
        })));

    [Theory]
    [InlineData(false, "the images are read as they are stored")]
    [InlineData(true, "stored as IDX or NPY")]
    public void Bottleneck_Reading_SaysWhatShortensIt(bool isDecoded, string advice) => Assert.Contains(
        advice,
        Text(FindingSection.Bottleneck, DigitNets.With(fit => fit with
        {
            Phases = [.. fit.Phases.Select(phase => phase.Name == Measurement.Phase.Load ? phase with { WallSeconds = 20 } : phase)],
            Data = fit.Data with { Images = fit.Data.Images! with { IsDecoded = isDecoded } },
        })));

    private static IReadOnlyList<Finding> Findings(ConvNetWorkloadReport workload) =>
        ComparisonFindings.Of(DigitNets.Comparison.With(workload), workload, Language.English);

    private static string Text(FindingSection section, ConvNetWorkloadReport workload) =>
        string.Join("\n", Findings(workload).Where(finding => finding.Section == section).Select(finding => finding.Text));
}
