using Escala.Vision.Kernels;

namespace Escala.Vision.Layers;

/// <summary>A layer that treats every image by itself; each thread takes its share of them.</summary>
internal abstract unsafe class ImageLayer : Layer
{
    private readonly Action<int> _forward;
    private readonly Action<int> _backward;

    protected ImageLayer(string name, ImageShape input, ImageShape output)
        : base(name, input, output)
    {
        _forward = ForwardOnThread;
        _backward = BackwardOnThread;
    }

    /// <summary>The float32 of an image that comes in.</summary>
    protected virtual nint InputLength => ChannelBlocks.Length(Input);

    /// <summary>The float32 of an image that goes out.</summary>
    protected nint OutputLength => ChannelBlocks.Length(Output);

    /// <summary>What is kept of an image.</summary>
    protected virtual nint KeptPerImage => 0;

    public override nint KeptLength(int batch) => batch * KeptPerImage;

    protected sealed override void Forward() => Context.Team.Run(_forward);

    protected sealed override void Backward()
    {
        if (Memory.InputGradient is not null)
        {
            Context.Team.Run(_backward);
        }
    }

    /// <summary>What goes out of one image.</summary>
    protected abstract void ForwardImage(int image, float* input, float* output, float* kept);

    /// <summary>The gradient of one image.</summary>
    protected abstract void BackwardImage(float* input, float* output, float* kept, float* outputGradient, float* inputGradient);

    private void ForwardOnThread(int thread)
    {
        for (int image = Context.FirstImage(thread); image < Context.FirstImage(thread + 1); image++)
        {
            ForwardImage(
                image, Memory.Input + (image * InputLength), Memory.Output + (image * OutputLength), Memory.Kept + (image * KeptPerImage));
        }
    }

    private void BackwardOnThread(int thread)
    {
        for (int image = Context.FirstImage(thread); image < Context.FirstImage(thread + 1); image++)
        {
            BackwardImage(
                Memory.Input + (image * InputLength),
                Memory.Output + (image * OutputLength),
                Memory.Kept + (image * KeptPerImage),
                Memory.OutputGradient + (image * OutputLength),
                Memory.InputGradient + (image * InputLength));
        }
    }
}
