using System.Text.Json;
using Escala.Cli.Comparison.Peers;
using Escala.Data;
using Escala.Engines;
using Escala.Reports.Results;
using Escala.Vision;
using Escala.Vision.Images;
using NetworkFit = Escala.Vision.ConvNetFitOptions;

namespace Escala.Cli.Algorithms.ConvNet;

/// <summary>The images of a fit, its first weights and the order of its images, as files that other systems read.</summary>
/// <param name="request">The fit.</param>
internal sealed class ConvNetPeerInputs(ConvNetFitRequest request) : PeerInputs
{
    private ImageData _images = null!;
    private NetworkFit _options = null!;
    private IReadOnlyDictionary<string, string> _packed = null!;
    private JobResult<ConvNetStudyResult> _study = null!;

    /// <inheritdoc/>
    public override async Task WriteAsync(string path, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        _images = ImageData.Describe(path, request.Images, cancellationToken);
        _options = new NetworkFit { Training = request.Resolve(_images.Shape, _images.ClassNames.Count), Images = _images };
        _packed = new PackedImages(_images).Pack(Folder, cancellationToken);
        _study = await Engine.RunAsync<ConvNetStudy, NetworkFit, ConvNetStudyResult>(
            new Job<NetworkFit>(_options, Dataset.None), progress, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<PeerResult> JudgeAsync(
        string peer, PeerTask task, string output, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        ConvNetPeerAnswer answer = JsonSerializer.Deserialize(output, CliJson.Default.ConvNetPeerAnswer)!;
        var job = new Job<NetworkFit>(_options, Dataset.None)
        {
            Files = new Dictionary<string, string> { [ConvNetJudge.PredictionsFile] = task.PathOf(ConvNetPeerRequest.PredictionsName) },
        };
        JobResult<ConvNetEvaluation> judged = await Engine.RunAsync<ConvNetJudge, NetworkFit, ConvNetEvaluation>(
            job, progress, cancellationToken).ConfigureAwait(false);
        FitReport fit = PeerFit.Measured(Report(answer, judged.Result), peer, task, [], answer, judged.Ranks[0]);
        return new PeerResult(fit, answer.Versions);
    }

    /// <inheritdoc/>
    protected override byte[] Request(string folder, int threads) => JsonSerializer.SerializeToUtf8Bytes(
        new ConvNetPeerRequest
        {
            Images = _packed[PackedImages.ImagesFile],
            Labels = _packed[PackedImages.LabelsFile],
            Weights = Written(ConvNetStudy.WeightsFile),
            Order = Written(ConvNetStudy.OrderFile),
            Validation = Written(ConvNetStudy.ValidationFile),
            Judged = Written(ConvNetStudy.JudgedFile),
            Training = _options.Training,
            Means = _study.Result.Normalization.Means,
            Deviations = _study.Result.Normalization.Deviations,
            LearningRates = _study.Result.LearningRates,
            Threads = threads,
            Predictions = Path.Combine(folder, ConvNetPeerRequest.PredictionsName),
        },
        CliJson.Default.ConvNetPeerRequest);

    private string Written(string name) => _study.Files.Single(file => file.Name == name).Path;

    private ConvNetFitReport Report(ConvNetPeerAnswer answer, ConvNetEvaluation judged)
    {
        ConvNetStudyResult study = _study.Result;
        ConvNetOptionsReport options = request.Report(_options.Training);
        using ImageSet? drawn = _images.IsDecoded ? null : _images.Open();
        return new ConvNetFitReport
        {
            Rows = study.Images,
            Data = DataReport.Of(request.Data, _images),
            Seed = options.Seed,
            TestRows = study.TestImages > 0 ? study.TestImages : null,
            Iterations = answer.Epochs,
            Options = options,
            Classes = study.Classes,
            ValidationRows = study.ValidationImages > 0 ? study.ValidationImages : null,
            Normalization = study.Normalization,
            Parameters = study.Parameters,
            TrainedEpochs = answer.History.Count,
            Steps = answer.Steps,
            ImagesPerSecond = ConvNetFitReport.ImagesPerSecondOf(study.Images, answer.History),
            Metrics = ConvNetMetricsReport.Of(judged.Scores, judged.Loss, options.Loss),
            ScoredOn = study.TestImages > 0 ? FitReport.TestPart : FitReport.TrainingPart,
            Details = judged.Scores,
            History = answer.History,
            LossCurve = answer.LossCurve,
            WorstMistakes = ConvNetMistakeReport.Of(judged.WorstMistakes, drawn),
        };
    }
}
