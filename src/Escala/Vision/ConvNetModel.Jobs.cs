using Escala.Data;
using Escala.Engines;
using Escala.Vision.Images;

namespace Escala.Vision;

public sealed partial class ConvNetModel
{
    /// <summary>Judges the model by images: by the data's own test part where they have one, else by all.</summary>
    /// <param name="images">The images, of <see cref="Shape"/>; their classes are some of <see cref="Classes"/>, by name.</param>
    /// <param name="engine">Where to.</param>
    /// <param name="progress">Told about phases and images; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="DatasetException">The images cannot be used, or have a class that the model does not know.</exception>
    /// <exception cref="InvalidOptionsException">The images have another shape, or are unlabeled.</exception>
    public Task<JobResult<ConvNetEvaluation>> EvaluateAsync(
        ImageData images, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.ClassNames.Count > 0
            ? RunAsync<ConvNetEvaluate, ConvNetEvaluateOptions, ConvNetEvaluation>(
                images, engine, new ConvNetEvaluateOptions { Images = images }, progress, cancellationToken)
            : throw new InvalidOptionsException(
                $"IsUnlabeled of ImageSetOptions must be false where images judge a model, but was true for {images.Path}. Describe them with their labels.");
    }

    /// <summary>Predicts the class of all images; each rank hands over a file, see <see cref="ConvNetPredict"/>.</summary>
    /// <param name="images">The images, of <see cref="Shape"/>; labels do not matter, and they may have none (<see cref="ImageSetOptions.IsUnlabeled"/>).</param>
    /// <param name="engine">Where to.</param>
    /// <param name="progress">Told about phases and images; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="DatasetException">The images cannot be used.</exception>
    /// <exception cref="InvalidOptionsException">The images have another shape.</exception>
    public Task<JobResult<ConvNetPredictResult>> PredictAsync(
        ImageData images, IEngine engine, IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync<ConvNetPredict, ConvNetPredictOptions, ConvNetPredictResult>(
            images, engine, new ConvNetPredictOptions { Images = images }, progress, cancellationToken);

    /// <summary>Refuses images that the network was not trained for.</summary>
    /// <param name="images">The images.</param>
    /// <exception cref="InvalidOptionsException">They have another shape.</exception>
    internal void RequireShape(ImageData images)
    {
        if (images.Shape != Shape)
        {
            throw new InvalidOptionsException(
                $"Images of {images.Path} must be {Shape}, as those that the model was trained on, but were {images.Shape}. "
                + "Choose other images, or resize them.");
        }
    }

    private async Task<JobResult<TResult>> RunAsync<TOperator, TOptions, TResult>(
        ImageData images, IEngine engine, TOptions options, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
        where TOperator : IOperator<TOptions, TResult>, new()
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(engine);
        RequireShape(images);
        string model = Path.GetTempFileName();
        try
        {
            Save(model);
            var job = new Job<TOptions>(options, Dataset.None)
            {
                Files = new Dictionary<string, string> { [ConvNetPredict.ModelFile] = model },
                Packable = new PackedImages(images),
            };
            return await engine.RunAsync<TOperator, TOptions, TResult>(job, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(model);
        }
    }
}
