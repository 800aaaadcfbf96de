using System.Diagnostics;
using System.Globalization;
using Escala.Engines;
using Escala.Numerics;
using Escala.Vision.Batches;
using Escala.Vision.Images;
using Escala.Vision.Optimizers;

namespace Escala.Vision.Training;

/// <summary>
/// The epochs of a training on one rank. All ranks take the same steps: each works out the gradients of its share of a mini-batch, divided by
/// the images of the whole one, the ranks add them up, and all move the weights by the sums. Nothing is allocated per step.
/// </summary>
internal sealed partial class ConvNetTraining
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(50);

    private readonly ConvNetOptions _options;
    private readonly ImageParts _parts;
    private readonly Network _network;
    private readonly BatchLoader _loader;
    private readonly LossFunction _loss;
    private readonly ImageScorer _scorer;
    private readonly RankContext _rank;
    private readonly OptimizerStep _optimizer;
    private readonly MiniBatches _batches;
    private readonly LearningRates _rates;
    private readonly List<ConvNetEpoch> _history = [];
    private readonly BestEpoch? _best;
    private LossCurve _curve;
    private int? _lastCheckpoint;
    private long _lastReport;
    private long _reportedFrom;

    /// <summary>Creates the training at its start.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="parts">The rows.</param>
    /// <param name="network">The network, with the weights that training starts from.</param>
    /// <param name="loader">Loads its images.</param>
    /// <param name="team">This rank's threads.</param>
    /// <param name="rank">This rank.</param>
    public ConvNetTraining(ConvNetOptions options, ImageParts parts, Network network, BatchLoader loader, CoreTeam team, RankContext rank)
    {
        (_options, _parts, _network, _loader, _rank) = (options, parts, network, loader, rank);
        _loss = new LossFunction(options.Loss, network);
        _scorer = new ImageScorer(network, loader, _loss, team, rank);
        _optimizer = new OptimizerStep(Optimizer.Create(options.Optimizer, network.Values.Length), network, options.MaxGradientNorm, team, rank.Collective);
        _batches = new MiniBatches(parts.Training.Length, options.BatchSize);
        _rates = new LearningRates(options.Schedule, options.Optimizer.LearningRate, _batches.Steps, options.Epochs);
        _curve = new LossCurve(options.Epochs, _batches.Steps, []);
        _best = options.EarlyStoppingEpochs is null ? null : new BestEpoch(network);
    }

    /// <summary>Judges the network.</summary>
    public ImageScorer Scorer => _scorer;

    /// <summary>The epochs that were trained.</summary>
    public IReadOnlyList<ConvNetEpoch> History => _history;

    /// <summary>The curve of the loss.</summary>
    public IReadOnlyList<ConvNetLossPoint> LossCurve => _curve.Points;

    /// <summary>The steps that were taken.</summary>
    public long Steps => _optimizer.Optimizer.Steps;

    /// <summary>Why training ended.</summary>
    public ConvNetStopReason StopReason => IsStale ? ConvNetStopReason.EarlyStopping : ConvNetStopReason.Epochs;

    /// <summary>The epoch whose weights are kept, from 1: the best one where training may stop early, else the last.</summary>
    public int KeptEpoch => _best is null ? _history.Count : _history.MinBy(epoch => epoch.ValidationLoss)!.Epoch;

    /// <summary>Whether the validation loss has not fallen for as many epochs as were allowed.</summary>
    private bool IsStale => _history.Count > 0 && _history.Count - KeptEpoch >= (_options.EarlyStoppingEpochs ?? int.MaxValue);

    /// <summary>Trains the epochs that are left.</summary>
    /// <param name="checkpointNow">The training as its checkpoint would be, but for what grows.</param>
    /// <param name="cancellationToken">Checked every step.</param>
    /// <exception cref="EscalaException">The loss is no number any more.</exception>
    public void Run(ConvNetCheckpoint checkpointNow, CancellationToken cancellationToken)
    {
        _reportedFrom = _history.Count;
        while (_history.Count < _options.Epochs && !IsStale)
        {
            TrainEpoch(_history.Count, cancellationToken);
            if (_best is not null && KeptEpoch == _history.Count)
            {
                _best.Keep();
            }

            if (_options.CheckpointEpochs is { } every && _history.Count % every == 0)
            {
                WriteCheckpoint(checkpointNow);
            }
        }

        _best?.Restore();
    }

    private void TrainEpoch(int epoch, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var order = new EpochOrder(_options.Seed, epoch, _parts.Training.Length);
        double sum = 0;
        for (int step = 0; step < _batches.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int whole = _batches.Of(step).GetOffsetAndLength(_parts.Training.Length).Length;
            double loss = TakeStep(epoch, step, order, whole);
            sum += loss * whole;
            _curve.Add(Steps, loss, endsEpoch: step == _batches.Steps - 1);
            Report(epoch, step, loss);
        }

        AverageStatistics();
        RequireNumbers(epoch);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        (double Loss, double Accuracy)? validation = _parts.Validation.Length == 0 ? null : Validate(epoch, cancellationToken);
        _history.Add(new ConvNetEpoch
        {
            Epoch = epoch + 1,
            TrainingLoss = sum / _parts.Training.Length,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            LearningRate = _rates.At(Steps - 1),
            Seconds = elapsed.TotalSeconds,
            ImagesPerSecond = _parts.Training.Length / elapsed.TotalSeconds,
        });
    }

    /// <summary>Takes a step with this rank's share of a mini-batch, which may be none of it.</summary>
    /// <returns>The loss over the whole mini-batch.</returns>
    private double TakeStep(int epoch, int step, in EpochOrder order, int whole)
    {
        double loss = 0;
        _loader.LoadTraining(_parts.Training, epoch, order, _batches.ShareOf(step, _rank.Rank, _rank.World));
        if (_loader.Count > 0 || _network.SumOverRanks is not null)
        {
            _network.UseRows(_options.Seed, epoch, _loader.Rows);
            _network.Forward(_loader.Count, isTraining: true);
            loss = _loss.Compute(_loader.Labels, whole);
            _network.Backward();
        }
        else
        {
            _network.Gradients.Clear();
        }

        Span<double> sum = [loss];
        _rank.Collective.Sum(sum);
        loss = sum[0];
        return double.IsFinite(loss) && _optimizer.TryTake(_rates.At(Steps))
            ? loss
            : throw Diverged($"step {step + 1} of epoch {epoch + 1}", "Loss and gradients", double.IsFinite(loss) ? double.NaN : loss);
    }

    /// <summary>What batch normalisation has seen of the images is the mean of what the ranks have seen.</summary>
    private void AverageStatistics()
    {
        Span<float> statistics = _network.StatisticValues;
        if (_rank.World == 1 || statistics.IsEmpty)
        {
            return;
        }

        _rank.Collective.Sum(statistics);
        foreach (ref float value in statistics)
        {
            value /= _rank.World;
        }
    }

    /// <summary>The last step of an epoch may have spoiled the weights, which the next loss would show: it must not become a checkpoint.</summary>
    private void RequireNumbers(int epoch)
    {
        foreach (float value in _network.Values)
        {
            if (!float.IsFinite(value))
            {
                throw Diverged($"the last step of epoch {epoch + 1}", "Weights", value);
            }
        }
    }

    private (double Loss, double Accuracy) Validate(int epoch, CancellationToken cancellationToken)
    {
        (double loss, double accuracy) = _scorer.Measure(_parts.Validation, cancellationToken);
        return double.IsFinite(loss) ? (loss, accuracy) : throw Diverged($"the validation of epoch {epoch + 1}", "Loss", loss);
    }

    private EscalaException Diverged(string where, string what, double value)
    {
        string kept = _lastCheckpoint is { } last
            ? $" The last good checkpoint is {ConvNetCheckpoint.FileName(last)}, of epoch {last}."
            : "";
        return new EscalaException(string.Create(
            CultureInfo.InvariantCulture,
            $"{what} of ConvNet must be finite, but became {value} in {where} (learning rate {_rates.At(Math.Max(0, Steps - 1))}): training has diverged. "
            + $"Lower LearningRate, or set MaxGradientNorm.{kept}"));
    }

    /// <summary>Says how many images are trained and the loss; often enough, and not at every step, which would allocate.</summary>
    private void Report(int epoch, int step, double loss)
    {
        bool isLast = step == _batches.Steps - 1;
        if (!isLast && Stopwatch.GetElapsedTime(_lastReport) < ReportInterval)
        {
            return;
        }

        _lastReport = Stopwatch.GetTimestamp();
        long images = _parts.Training.Length;
        long done = ((epoch - _reportedFrom) * images) + _batches.Of(step).End.Value;
        _rank.Reporter.Report(new PhaseProgress(done, (_options.Epochs - _reportedFrom) * images, loss));
    }
}
