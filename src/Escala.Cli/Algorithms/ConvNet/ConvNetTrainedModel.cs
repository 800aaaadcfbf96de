using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;
using Escala.Vision;
using Escala.Vision.Images;
using Escala.Vision.Onnx;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>A convolutional network as the commands need it.</summary>
/// <param name="path">Its file.</param>
internal sealed class ConvNetTrainedModel(string path) : TrainedModel(ConvNetAlgorithm.Instance, path)
{
    /// <summary>The network.</summary>
    public ConvNetModel Network { get; } = ConvNetModel.Load(path);

    /// <inheritdoc/>
    public override DatasetOptions? Rows => null;

    /// <inheritdoc/>
    public override IReadOnlyList<PredictionColumn> PredictionColumns =>
    [
        new("label", PredictionColumnType.Category, Network.Classes),
        .. Network.Classes.Select(name => new PredictionColumn($"probability_{name}", PredictionColumnType.Number)),
    ];

    /// <summary>Finds the images of a run, read as the network's own were.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isUnlabeled">Whether labels are passed over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public ImageData Describe(ModelRun run, bool isUnlabeled, CancellationToken cancellationToken) => ImageData.Describe(
        run.Path, new ImageSetOptions { Resize = Network.Images.Resize, IsUnlabeled = isUnlabeled }, cancellationToken);

    /// <inheritdoc/>
    public override async Task<PredictReport> PredictAsync(ModelRun run, PredictionOutput output, CancellationToken cancellationToken)
    {
        ImageData images = Describe(run, isUnlabeled: true, cancellationToken);
        JobResult<ConvNetPredictResult> job =
            await Network.PredictAsync(images, run.Engine, run.Progress, cancellationToken).ConfigureAwait(false);
        output.Write(job.Files, job.Result.Images, Dataset.None.Plan, images.DecodedFiles, cancellationToken);
        return new ConvNetPredictReport
        {
            Rows = job.Result.Images,
            Data = DataReport.Of(run.Given, images),
            ClassRows = Network.Classes.Zip(job.Result.ClassSizes).ToDictionary(),
            Model = Path,
            Out = output.Path,
            OutBytes = output.Bytes,
            Keep = output.Keep,
            WriteSeconds = output.Seconds,
        }.With(job);
    }

    /// <inheritdoc/>
    public override ExportReport Export(string path)
    {
        Network.SaveOnnx(path);
        return new ExportReport
        {
            Model = Path,
            Out = path,
            OutBytes = new FileInfo(path).Length,
            Input = OnnxFile.Images,
            InputShape = [Network.Shape.Channels, Network.Shape.Height, Network.Shape.Width],
            Outputs = [OnnxFile.Scores, OnnxFile.Probabilities],
            Classes = Network.Classes,
        };
    }
}
