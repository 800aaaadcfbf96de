using Escala.Engines;
using Escala.Models;
using Escala.Numerics;
using Escala.Vision.Images;
using Escala.Vision.Training;

namespace Escala.Vision;

/// <summary>A trained convolutional network. Immutable, and safe to use from several threads.</summary>
public sealed partial class ConvNetModel
{
    private const string WeightsEntry = "weights.safetensors";

    private readonly ConvNetMetadata _metadata;
    private readonly IReadOnlyList<NamedTensor> _weights;

    private ConvNetModel(ConvNetMetadata metadata, IReadOnlyList<NamedTensor> weights)
    {
        _metadata = metadata;
        _weights = weights;
    }

    /// <summary>The options it was trained with, the network among them.</summary>
    public ConvNetOptions Options => _metadata.Options;

    /// <summary>The shape of the images, <c>(C, H, W)</c>.</summary>
    public ImageShape Shape => _metadata.Shape;

    /// <summary>How the images were read, and which of them tested.</summary>
    public ImageSetOptions Images => _metadata.Images;

    /// <summary>The names of the classes, in the order of the network's outputs.</summary>
    public IReadOnlyList<string> Classes => Fit.Classes;

    /// <summary>What the fit found.</summary>
    public ConvNetFitResult Fit => _metadata.Fit;

    /// <summary>The version of Escala that trained it.</summary>
    public string Version => _metadata.Version;

    /// <summary>Makes the model of a fit.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="images">The images of the fit.</param>
    /// <param name="job">What it found, with the files that it handed over.</param>
    /// <exception cref="ArgumentException">The job has handed over no weights.</exception>
    public static ConvNetModel Create(ConvNetOptions options, ImageData images, JobResult<ConvNetFitResult> job)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(job);
        JobFile file = job.Files.FirstOrDefault(file => file is { Rank: 0, Name: ConvNetFit.WeightsFile })
            ?? throw new ArgumentException($"The job of a fit hands over {ConvNetFit.WeightsFile}.", nameof(job));
        using FileStream stream = File.OpenRead(file.Path);
        return new ConvNetModel(
            new ConvNetMetadata
            {
                Version = EscalaVersion.Current,
                Features = [],
                Shape = images.Shape,
                Images = images.Options with { Labels = null, ScratchFolder = null, Threads = null },
                Options = options,
                Fit = job.Result,
            },
            SafeTensors.Read(stream).Tensors);
    }

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another version or algorithm, or not a model.</exception>
    public static ConvNetModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ModelFile.Load(path, ConvNetMetadata.AlgorithmName, ConvNetJson.Default.ConvNetMetadata, (metadata, open) =>
        {
            using Stream stream = open(WeightsEntry);
            IReadOnlyList<NamedTensor> weights = SafeTensors.Read(stream).Tensors;
            RequireWhole(metadata, weights);
            return new ConvNetModel(metadata, weights);
        });
    }

    /// <summary>
    /// Writes the model: a zip of <c>model.json</c> and <c>weights.safetensors</c>, whose tensors have PyTorch's names and layout. Nothing
    /// half-written is left where it fails.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelFile.Save(path, _metadata, ConvNetJson.Default.ConvNetMetadata, [(WeightsEntry, WriteWeights)]);
    }

    /// <summary>Gives a network the weights.</summary>
    /// <param name="network">A network of <see cref="Options"/>.</param>
    internal void GiveWeights(Network network) => NetworkWeights.Give(network, _weights.ToDictionary(tensor => tensor.Name));

    private void WriteWeights(Stream stream) => SafeTensors.Write(stream, _weights, new Dictionary<string, string> { ["format"] = "pt" });

    private static void RequireWhole(ConvNetMetadata metadata, IReadOnlyList<NamedTensor> weights)
    {
        if (NetworkWeights.Digest(weights) != metadata.Fit.WeightsDigest)
        {
            throw new InvalidDataException($"{WeightsEntry} is not what the fit wrote.");
        }

        try
        {
            metadata.Options.Network.Validate();
        }
        catch (InvalidOptionsException cause)
        {
            throw new InvalidDataException(cause.Message, cause);
        }

        var plan = new NetworkPlan(metadata.Options.Network, batch: 1, threads: 1, KernelSet.Portable, isTraining: false);
        NetworkWeights.Require(plan, weights.ToDictionary(tensor => tensor.Name));
        if (plan.Layers.Shape.Channels != metadata.Fit.Classes.Count)
        {
            throw new InvalidDataException("The classes are not as many as the outputs of the network.");
        }
    }
}
