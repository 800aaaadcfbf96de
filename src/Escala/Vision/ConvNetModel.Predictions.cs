using Escala.Numerics;
using Escala.Vision.Training;

namespace Escala.Vision;

public sealed partial class ConvNetModel
{
    /// <summary>
    /// The class of images in memory: the most probable one. The network's memory is reserved anew by every call: give many images at once.
    /// </summary>
    /// <param name="pixels">The images' pixels as a set has them, before normalisation, <c>(N, C, H, W)</c> of <see cref="Shape"/>.</param>
    /// <param name="threads">The number of threads, at least 1; null, the default, for one per core.</param>
    /// <param name="cancellationToken">Checked every mini-batch.</param>
    /// <returns>Per image the name of its class.</returns>
    /// <exception cref="ArgumentException">The pixels are no whole number of images.</exception>
    public string[] PredictClasses(ReadOnlySpan<float> pixels, int? threads = null, CancellationToken cancellationToken = default)
    {
        float[,] probabilities = PredictProbabilities(pixels, threads, cancellationToken);
        var classes = new string[probabilities.GetLength(0)];
        for (int image = 0; image < classes.Length; image++)
        {
            int best = 0;
            for (int i = 1; i < Classes.Count; i++)
            {
                best = probabilities[image, i] > probabilities[image, best] ? i : best;
            }

            classes[image] = Classes[best];
        }

        return classes;
    }

    /// <summary>The probability of each class for images in memory.</summary>
    /// <param name="pixels">As for <see cref="PredictClasses"/>.</param>
    /// <param name="threads">The number of threads, at least 1; null, the default, for one per core.</param>
    /// <param name="cancellationToken">Checked every mini-batch.</param>
    /// <returns>(images, classes), 0 to 1.</returns>
    /// <exception cref="ArgumentException">The pixels are no whole number of images.</exception>
    public float[,] PredictProbabilities(ReadOnlySpan<float> pixels, int? threads = null, CancellationToken cancellationToken = default)
    {
        if (pixels.Length % Shape.Count != 0)
        {
            throw new ArgumentException(
                $"pixels must be a multiple of {Shape.Count} values, as many as an image of {Shape} has, but were {pixels.Length}.", nameof(pixels));
        }

        var probabilities = new float[pixels.Length / Shape.Count, Classes.Count];
        if (probabilities.Length > 0)
        {
            using var team = new CoreTeam(threads ?? Environment.ProcessorCount);
            using var predictor = new MemoryPredictor(this, probabilities.GetLength(0), team);
            predictor.Predict(pixels, probabilities, cancellationToken);
        }

        return probabilities;
    }
}
