using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Models;
using Escala.Numerics;
using Escala.Vision.Images;

namespace Escala.Vision.Training;

/// <summary>A fit on one rank, phase by phase.</summary>
internal static class ConvNetFitting
{
    /// <summary>Trains, judges, and hands the weights over.</summary>
    public static ConvNetFitResult Run(ConvNetFitOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        ConvNetOptions training = options.Training;
        training.Validate();
        ConvNetPlan.Require(training, options.Images);
        NetworkPlan plan = NetworkMemory.Plan(training.Network, RankShares.Most(training.BatchSize, rank.World), rank.Threads, rank.Kernels, training);
        using var team = new CoreTeam(rank.Threads);
        using ImageSet set = LoadImages(options.Images, rank, cancellationToken);
        ImageParts parts = Split(set, training, rank);
        ImageNormalization normalization = Prepare(set, parts, team, rank, cancellationToken);
        var now = new ConvNetCheckpoint
        {
            Options = training,
            Classes = set.ClassNames,
            Images = parts.Training.Length,
            ValidationImages = parts.Validation.Length,
            Normalization = normalization,
            Steps = 0,
            History = [],
            LossCurve = [],
        };
        using Network network = Create(plan, team, training, rank);
        var loader = new BatchLoader(set, normalization, training, network, team);
        var fit = new ConvNetTraining(training, parts, network, loader, team, rank);
        Train(fit, now, rank, cancellationToken);
        ConvNetEvaluation evaluation = Evaluate(fit, parts, set.ClassNames, rank, cancellationToken);
        IReadOnlyList<NamedTensor> weights = NetworkWeights.Of(network);
        HandOver(weights, rank);
        return new ConvNetFitResult
        {
            Classes = set.ClassNames,
            Images = parts.Training.Length,
            ValidationImages = parts.Validation.Length,
            TestImages = parts.Test.Length,
            Normalization = normalization,
            Parameters = network.Parameters.Sum(parameter => (long)parameter.Count),
            PlannedBytes = NetworkMemory.OfTraining(plan, training),
            Epochs = fit.KeptEpoch,
            TrainedEpochs = fit.History.Count,
            Steps = fit.Steps,
            StopReason = fit.StopReason,
            History = fit.History,
            LossCurve = fit.LossCurve,
            IsScoredOnTest = parts.Test.Length > 0,
            Evaluation = evaluation,
            WeightsDigest = NetworkWeights.Digest(weights),
        };
    }

    /// <summary>Opens the images of a job, in the phase <see cref="Phase.Load"/>.</summary>
    /// <param name="data">The images as the driver saw them.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">They are not there, or are others.</exception>
    public static ImageSet LoadImages(ImageData data, RankContext rank, CancellationToken cancellationToken)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Load);
        ImageSet set = PackedImages.Open(data, rank, cancellationToken);
        rank.Reporter.CountRows(RankShares.Of(set.Count, rank.Rank, rank.World).GetOffsetAndLength(set.Count).Length);
        rank.Reporter.Report(new PhaseProgress(set.Count, set.Count));
        return set;
    }

    private static ImageParts Split(ImageSet set, ConvNetOptions options, RankContext rank)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Split);
        var parts = ImageParts.Of(set, options.ValidationFraction);
        return parts.Training.Length >= options.BatchSize
            ? parts
            : throw new InvalidOptionsException(
                $"BatchSize of ConvNet must be at most the number of training images, {parts.Training.Length}, but was {options.BatchSize}. "
                + "Lower it, or give more images.");
    }

    private static ImageNormalization Prepare(
        ImageSet set, ImageParts parts, CoreTeam team, RankContext rank, CancellationToken cancellationToken)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Prepare);
        return ImageStatistics.Of(set, parts.Training, team, rank.Collective, cancellationToken);
    }

    private static Network Create(NetworkPlan plan, CoreTeam team, ConvNetOptions options, RankContext rank)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Init);
        var network = new Network(plan, team);
        network.Initialize(options.Seed);
        if (rank.World > 1 && options.BatchStatistics == BatchStatistics.All)
        {
            network.SumOverRanks = rank.Collective.Sum;
        }

        return network;
    }

    private static void Train(ConvNetTraining fit, ConvNetCheckpoint now, RankContext rank, CancellationToken cancellationToken)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Fit);
        if (rank.Reporter.HasInputFile(ConvNetCheckpoint.InputFile))
        {
            string path = rank.Reporter.InputFile(ConvNetCheckpoint.InputFile);
            (ConvNetCheckpoint checkpoint, IReadOnlyDictionary<string, NamedTensor> tensors) = ConvNetCheckpoint.Load(path);
            checkpoint.RequireSame(now);
            try
            {
                fit.Resume(checkpoint, tensors);
            }
            catch (InvalidDataException cause)
            {
                throw ConvNetCheckpoint.Unreadable(path, cause);
            }
        }

        fit.Run(now, cancellationToken);
    }

    private static ConvNetEvaluation Evaluate(
        ConvNetTraining fit, ImageParts parts, IReadOnlyList<string> classes, RankContext rank, CancellationToken cancellationToken)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Evaluate);
        return fit.Scorer.Evaluate(parts.Test.Length > 0 ? parts.Test : parts.Training, classes, cancellationToken);
    }

    private static void HandOver(IReadOnlyList<NamedTensor> weights, RankContext rank)
    {
        if (rank.Rank != 0)
        {
            return;
        }

        string path = Path.Join(rank.Reporter.Scratch, ConvNetFit.WeightsFile);
        using (FileStream stream = File.Create(path))
        {
            SafeTensors.Write(stream, weights, new Dictionary<string, string> { ["format"] = "pt" });
        }

        rank.Reporter.AddFile(ConvNetFit.WeightsFile, path);
    }
}
