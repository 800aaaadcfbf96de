namespace Escala.Vision.Layers;

/// <summary>
/// The loss of a classification: -log of the softmax of the scores at the label, summed over the images in their order and divided by a
/// number of images; its gradient is (softmax - 1 at the label) over the same number. Computed in double.
/// </summary>
internal sealed unsafe class SoftmaxCrossEntropy
{
    private readonly int _classes;
    private readonly nint _stride;
    private readonly double[] _losses;
    private readonly Action<int> _body;
    private LayerContext _context = null!;
    private ReadOnlyMemory<int> _labels;
    private float* _scores;
    private float* _gradient;
    private double _divisor;

    /// <summary>Reserves a number per image.</summary>
    /// <param name="scores">The shape of the scores, flat.</param>
    /// <param name="batch">The largest mini-batch.</param>
    public SoftmaxCrossEntropy(ImageShape scores, int batch)
    {
        (_classes, _stride) = (scores.Channels, Kernels.ChannelBlocks.Length(scores));
        _losses = new double[batch];
        _body = Run;
    }

    /// <summary>The loss, and its gradient.</summary>
    /// <param name="context">The threads and the number of images.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">The 0-based label of each image.</param>
    /// <param name="divisor">The images that the loss is the mean over: of this mini-batch, or of all ranks'.</param>
    /// <param name="gradient">Out: the gradient of the scores.</param>
    public double Compute(LayerContext context, float* scores, ReadOnlyMemory<int> labels, int divisor, float* gradient)
    {
        (_context, _labels, _divisor) = (context, labels, divisor);
        _scores = scores;
        _gradient = gradient;
        context.Team.Run(_body);
        double loss = 0;
        for (int image = 0; image < context.Images; image++)
        {
            loss += _losses[image];
        }

        return loss / divisor;
    }

    private void Run(int thread)
    {
        for (int image = _context.FirstImage(thread); image < _context.FirstImage(thread + 1); image++)
        {
            float* scores = _scores + (image * _stride);
            _losses[image] = Image(scores, _labels.Span[image], _gradient + (image * _stride));
        }
    }

    private double Image(float* scores, int label, float* gradient)
    {
        double largest = scores[0];
        for (int i = 1; i < _classes; i++)
        {
            largest = Math.Max(largest, scores[i]);
        }

        double sum = 0;
        for (int i = 0; i < _classes; i++)
        {
            sum += Math.Exp(scores[i] - largest);
        }

        for (int i = 0; i < _classes; i++)
        {
            double probability = Math.Exp(scores[i] - largest) / sum;
            gradient[i] = (float)((probability - (i == label ? 1 : 0)) / _divisor);
        }

        new Span<float>(gradient + _classes, (int)_stride - _classes).Clear();
        return Math.Log(sum) + largest - scores[label];
    }
}
