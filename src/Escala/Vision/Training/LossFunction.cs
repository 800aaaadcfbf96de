namespace Escala.Vision.Training;

/// <summary>The loss of a network's outputs by the labels of its images, with its gradient. Nothing is allocated per mini-batch.</summary>
/// <param name="loss">Which loss.</param>
/// <param name="network">The network.</param>
internal sealed class LossFunction(ConvNetLoss loss, Network network)
{
    private readonly float[] _targets = loss == ConvNetLoss.MeanSquaredError ? new float[network.Batch * network.OutputShape.Channels] : [];

    /// <summary>The sum of the losses of the images of the last forward pass, divided by a number of images.</summary>
    /// <param name="labels">The label of each.</param>
    /// <param name="divisor">The images of the whole mini-batch, at least 1.</param>
    public double Compute(ReadOnlyMemory<int> labels, int divisor)
    {
        if (loss == ConvNetLoss.CrossEntropy)
        {
            return network.CrossEntropy(labels, divisor);
        }

        int classes = network.OutputShape.Channels;
        Span<float> targets = _targets.AsSpan(0, labels.Length * classes);
        targets.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            targets[(i * classes) + labels.Span[i]] = 1;
        }

        return network.SquaredError(targets, divisor);
    }

    /// <summary>
    /// The probability of each class by an image's outputs: their softmax, or, of a network that has learned to give 1 for its class and 0 for
    /// the others, the shares of what is positive; all the same where nothing is.
    /// </summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="probabilities">Out: as many.</param>
    public void ToProbabilities(ReadOnlySpan<float> outputs, Span<float> probabilities)
    {
        double largest = loss == ConvNetLoss.CrossEntropy ? Largest(outputs) : 0;
        double sum = 0;
        foreach (float output in outputs)
        {
            sum += Weight(output, largest);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            probabilities[i] = sum == 0 ? 1f / outputs.Length : (float)(Weight(outputs[i], largest) / sum);
        }
    }

    private double Weight(float output, double largest) =>
        loss == ConvNetLoss.CrossEntropy ? Math.Exp(output - largest) : Math.Max(0, output);

    private static float Largest(ReadOnlySpan<float> outputs)
    {
        float largest = outputs[0];
        foreach (float output in outputs)
        {
            largest = Math.Max(largest, output);
        }

        return largest;
    }
}
