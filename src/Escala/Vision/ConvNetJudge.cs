using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Numerics;
using Escala.Vision.Images;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>
/// The operator that judges probabilities that another system made of the images of a fit, as the fit judges its own. The input file
/// <see cref="PredictionsFile"/> holds those of the test part, or of the training part where there is none, in the order of the row
/// numbers. For one rank.
/// </summary>
internal sealed class ConvNetJudge : IOperator<ConvNetFitOptions, ConvNetEvaluation>
{
    /// <summary>The name of the input file of predictions: NPY, (images, classes), probabilities.</summary>
    public const string PredictionsFile = "predictions";

    /// <inheritdoc/>
    public static OperatorContract<ConvNetFitOptions, ConvNetEvaluation> Contract { get; } =
        new("convnet-judge", 1, ConvNetJson.Default.ConvNetFitOptions, ConvNetJson.Default.ConvNetEvaluation);

    /// <inheritdoc/>
    public ConvNetEvaluation Run(ConvNetFitOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        using var team = new CoreTeam(rank.Threads);
        using ImageSet set = ConvNetFitting.LoadImages(options.Images, rank, cancellationToken);
        var parts = ImageParts.Of(set, options.Training.ValidationFraction);
        int[] rows = parts.Test.Length > 0 ? parts.Test : parts.Training;
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Evaluate);
        float[] probabilities = Read(rank.Reporter.InputFile(PredictionsFile), rows.Length, set.ClassNames.Count);
        var scores = new ImageScores(set.ClassNames, rows.Length);
        double loss = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> image = probabilities.AsSpan(i * set.ClassNames.Count, set.ClassNames.Count);
            int truth = set.Labels[rows[i]];
            loss += Loss(options.Training.Loss, image, truth);
            scores.Add(rows[i], truth, image);
        }

        return scores.Complete(rows.Length, loss / rows.Length, team, rank.Collective, cancellationToken);
    }

    private static double Loss(ConvNetLoss loss, ReadOnlySpan<float> probabilities, int truth)
    {
        if (loss == ConvNetLoss.CrossEntropy)
        {
            // A float32 probability of 0 is a smaller one.
            return -Math.Log(Math.Max(probabilities[truth], float.Epsilon));
        }

        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double difference = probabilities[i] - (i == truth ? 1 : 0);
            sum += difference * difference;
        }

        return sum / probabilities.Length;
    }

    private static float[] Read(string path, int images, int classes)
    {
        using FileStream stream = File.OpenRead(path);
        (double[] values, int rows, int columns) = NpyFile.ReadDoubles(stream, path);
        return rows == images && columns == classes
            ? Array.ConvertAll(values, value => (float)value)
            : throw new DatasetException(
                $"The predictions to judge must be ({images}, {classes}), but {path} has ({rows}, {columns}). Write one line per image.");
    }
}
