using System.CommandLine;
using Escala.Cli.Options;
using Escala.Engines;
using Escala.Reports.Results;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>How a convolutional network is judged by images.</summary>
internal sealed class ConvNetModelEvaluation : ModelEvaluation
{
    /// <inheritdoc/>
    public override OptionGroup? Own => null;

    /// <inheritdoc/>
    public override async Task<EvaluateReport> RunAsync(ParseResult parsed, ModelRun run, CancellationToken cancellationToken)
    {
        var model = (ConvNetTrainedModel)run.Model;
        ImageData images = model.Describe(run, isUnlabeled: false, cancellationToken);
        JobResult<ConvNetEvaluation> job =
            await model.Network.EvaluateAsync(images, run.Engine, run.Progress, cancellationToken).ConfigureAwait(false);
        using ImageSet? drawn = images.IsDecoded ? null : images.Open(cancellationToken: cancellationToken);
        return ConvNetEvaluateReport.Of(model.Path, DataReport.Of(run.Given, images), model.Network.Options.Loss, drawn, job);
    }
}
