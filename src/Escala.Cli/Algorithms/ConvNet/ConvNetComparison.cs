using Escala.Cli.Comparison;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Samples;
using Escala.Metrics;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Vision.Images;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>What comparisons need to know of convolutional networks.</summary>
internal sealed class ConvNetComparison : AlgorithmComparison
{
    private const int QuickImages = 10_000;

    /// <inheritdoc/>
    public override IReadOnlyList<PeerDescription> Peers => [ConvNetPeers.Torch];

    /// <summary>Other threads and ranks add gradients up in another order.</summary>
    /// <inheritdoc/>
    public override bool IsSameOnAllEngines => false;

    /// <summary>Which digit is written.</summary>
    /// <inheritdoc/>
    public override FitRequest Sample(string scale) => new ConvNetFitRequest
    {
        Data = SampleData.Mnist,
        Training = ConvNetFitRequest.UsualTraining with { Epochs = 1 },
        Images = new ImageSetOptions { SampleImages = scale == SampleScale.Quick ? QuickImages : null },
    };

    /// <inheritdoc/>
    public override void RequireFit(FitRequest request, string path, CancellationToken cancellationToken)
    {
        var fit = (ConvNetFitRequest)request;
        ImageData images = ImageData.Describe(path, fit.Images, cancellationToken);
        fit.Resolve(images.Shape, images.ClassNames.Count).Validate();
    }

    /// <inheritdoc/>
    public override WorkloadReport Begin(FitRequest request, string path, IReadOnlyList<FileStampReport> files)
    {
        var fit = (ConvNetFitRequest)request;
        ImageData images = ImageData.Describe(path, fit.Images);
        return new ConvNetWorkloadReport
        {
            Data = fit.Data,
            Files = files,
            Options = fit.Report(fit.Resolve(images.Shape, images.ClassNames.Count)),
            Runs = [],
        };
    }

    /// <inheritdoc/>
    public override PeerInputs CreatePeerInputs(FitRequest request) => new ConvNetPeerInputs((ConvNetFitRequest)request);

    /// <inheritdoc/>
    public override string Head(WorkloadReport report, string data, Language language)
    {
        Texts texts = ComparisonTexts.In(language);
        ConvNetOptionsReport options = ((ConvNetWorkloadReport)report).Options;
        return texts.Format(
            "head.cnn",
            options.NetworkName ?? "",
            data,
            texts.Count("epochs", options.Epochs),
            options.Batch,
            ConvNetWords.Of(options.Optimizer),
            options.Optimizer.LearningRate);
    }

    /// <summary>Whether the network beats an answer that needs none.</summary>
    /// <inheritdoc/>
    public override IEnumerable<string> Conclusions(WorkloadReport report, Language language)
    {
        if (report.Finished.FirstOrDefault()?.Result is not ConvNetFitReport fit)
        {
            yield break;
        }

        ClassificationScores classes = fit.Details;
        double gain = 100 * (classes.Accuracy - classes.MajorityRate);
        yield return ComparisonTexts.In(language).Format(
            gain > 0 ? "verdict.images.better" : "verdict.images.none",
            Percent(classes.Accuracy, language),
            fit.Classes[classes.PerClass.Index().MaxBy(one => one.Item.Support).Index],
            Percent(classes.MajorityRate, language),
            Math.Abs(gain).ToString("F1", language.Culture));
    }

    private static string Percent(double share, Language language) => (100 * share).ToString("F1", language.Culture);
}
