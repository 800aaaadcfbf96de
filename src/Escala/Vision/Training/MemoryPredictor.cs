using Escala.Numerics;
using Escala.Vision.Batches;
using Escala.Vision.Images;

namespace Escala.Vision.Training;

/// <summary>Applies a model to images in memory, with the instructions that <see cref="KernelSets.EnvironmentVariable"/> says.</summary>
internal sealed class MemoryPredictor : IDisposable
{
    private readonly Network _network;
    private readonly NormalizedImages _images;
    private readonly ImagePlacement _middle;
    private readonly LossFunction _loss;
    private readonly int _length;
    private readonly int _imageLength;

    /// <summary>Reserves the memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">The images that will be predicted, at least 1.</param>
    /// <param name="team">The threads; the caller's.</param>
    /// <exception cref="InvalidOptionsException">The network does not fit into memory.</exception>
    public MemoryPredictor(ConvNetModel model, int count, CoreTeam team)
    {
        ConvNetOptions options = model.Options;
        KernelSet kernels = KernelSets.Parse(Environment.GetEnvironmentVariable(KernelSets.EnvironmentVariable));
        NetworkPlan plan = NetworkMemory.Plan(options.Network, Math.Min(count, ModelNetwork.MostImages), team.Threads, kernels);
        _images = new NormalizedImages(model.Shape, model.Fit.Normalization, options.Network.Input);
        _middle = new Augmentation(options.Augmentation, options.Seed, model.Shape, options.Network.Input).Middle;
        _length = (int)model.Shape.Count;
        _imageLength = (int)options.Network.Input.Count;
        _network = new Network(plan, team);
        model.GiveWeights(_network);
        _loss = new LossFunction(options.Loss, _network);
    }

    /// <summary>Predicts images.</summary>
    /// <param name="pixels">The images, one after the other.</param>
    /// <param name="probabilities">Out: (images, classes).</param>
    /// <param name="cancellationToken">Checked every mini-batch.</param>
    public void Predict(ReadOnlySpan<float> pixels, float[,] probabilities, CancellationToken cancellationToken)
    {
        int images = probabilities.GetLength(0);
        float[] own = new float[probabilities.GetLength(1)];
        for (int first = 0; first < images; first += _network.Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(_network.Batch, images - first);
            for (int i = 0; i < count; i++)
            {
                _images.Write(pixels.Slice((first + i) * _length, _length), _middle, _network.Input.Slice(i * _imageLength, _imageLength));
            }

            _network.Forward(count, isTraining: false);
            for (int i = 0; i < count; i++)
            {
                _loss.ToProbabilities(_network.Output(i), own);
                for (int c = 0; c < own.Length; c++)
                {
                    probabilities[first + i, c] = own[c];
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
