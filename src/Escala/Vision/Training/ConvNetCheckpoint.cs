using System.Globalization;
using System.Text.Json;
using Escala.Engines;
using Escala.Models;
using Escala.Vision.Images;

namespace Escala.Vision.Training;

/// <summary>
/// A training that was interrupted after some epochs. As a file it is a safetensors file of weights, statistics and the optimiser's state, with all
/// of this as a text in it, so that what belongs together is written together or not at all. What is random needs no state: it is
/// a function of seed, epoch and row.
/// </summary>
internal sealed record ConvNetCheckpoint
{
    /// <summary>The name of the input file with the checkpoint to resume from.</summary>
    public const string InputFile = "checkpoint";

    private const string MetadataKey = "escala";
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".safetensors";

    /// <summary>The options of the training.</summary>
    public required ConvNetOptions Options { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The training images.</summary>
    public required int Images { get; init; }

    /// <summary>The validation images.</summary>
    public required int ValidationImages { get; init; }

    /// <summary>How images are normalised, which is computed exactly: other images have another.</summary>
    public required ImageNormalization Normalization { get; init; }

    /// <summary>The steps of the optimiser.</summary>
    public required long Steps { get; init; }

    /// <summary>The epochs so far.</summary>
    public required IReadOnlyList<ConvNetEpoch> History { get; init; }

    /// <summary>The curve of the loss so far.</summary>
    public required IReadOnlyList<ConvNetLossPoint> LossCurve { get; init; }

    /// <summary>The name of the file.</summary>
    /// <param name="epochs">The epochs in it.</param>
    public static string FileName(int epochs) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{epochs}{Suffix}");

    /// <summary>The epochs in the file of a name; null for other names.</summary>
    public static int? EpochsOf(string fileName) =>
        fileName.StartsWith(Prefix, StringComparison.Ordinal) && fileName.EndsWith(Suffix, StringComparison.Ordinal)
        && int.TryParse(
            fileName.AsSpan(Prefix.Length, fileName.Length - Prefix.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture,
            out int epochs)
            ? epochs
            : null;

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The numbers of the training.</param>
    public void Save(Stream stream, IReadOnlyList<NamedTensor> tensors) => SafeTensors.Write(
        stream, tensors, new Dictionary<string, string> { [MetadataKey] = JsonSerializer.Serialize(this, ConvNetJson.Default.ConvNetCheckpoint) });

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The training, and its numbers by name.</returns>
    /// <exception cref="ModelFileException">It is no checkpoint, or damaged.</exception>
    public static (ConvNetCheckpoint Checkpoint, IReadOnlyDictionary<string, NamedTensor> Tensors) Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            (IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) = SafeTensors.Read(stream);
            return metadata.TryGetValue(MetadataKey, out string? json)
                && JsonSerializer.Deserialize(json, ConvNetJson.Default.ConvNetCheckpoint) is { } checkpoint
                ? (checkpoint, tensors.ToDictionary(tensor => tensor.Name))
                : throw new InvalidDataException("It has tensors, but is no checkpoint of Escala.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            throw Unreadable(path, cause);
        }
    }

    /// <summary>A checkpoint that cannot be used.</summary>
    public static ModelFileException Unreadable(string path, Exception cause) => new(
        $"The checkpoint '{path}' cannot be read: {cause.Message} Name a file {FileName(3)} or the like, written by a fit with checkpoints.", cause);

    /// <summary>
    /// Refuses to resume what is another training. How often checkpoints are written may differ, and there may be other epochs where no learning
    /// rate depends on how many there are.
    /// </summary>
    /// <param name="now">The training that is to be resumed, as its checkpoint would be.</param>
    /// <exception cref="InvalidOptionsException">They differ.</exception>
    public void RequireSame(ConvNetCheckpoint now)
    {
        bool mayGoOn = Options.Schedule is ConstantScheduleOptions or StepScheduleOptions;
        ConvNetOptions mine = Options with
        {
            CheckpointEpochs = now.Options.CheckpointEpochs,
            Epochs = mayGoOn ? now.Options.Epochs : Options.Epochs,
        };
        List<string> faults = [.. CheckpointRules.OptionFaults(Json(mine), Json(now.Options))];
        if (!Classes.SequenceEqual(now.Classes))
        {
            faults.Add($"The classes must be those of the checkpoint, {string.Join(", ", Classes)}, but were {string.Join(", ", now.Classes)}.");
        }

        if (Images != now.Images || ValidationImages != now.ValidationImages)
        {
            faults.Add(
                $"The images must be those of the checkpoint, {Images} to train and {ValidationImages} to validate, "
                + $"but were {now.Images} and {now.ValidationImages}.");
        }
        else if (!Normalization.Means.SequenceEqual(now.Normalization.Means) || !Normalization.Deviations.SequenceEqual(now.Normalization.Deviations))
        {
            faults.Add($"The images must be those of the checkpoint, but their means or deviations are others, though there are {Images} too.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(["A training can only be resumed with its own images and options.", .. faults]);
        }
    }

    private static JsonElement Json(ConvNetOptions options) => JsonSerializer.SerializeToElement(options, ConvNetJson.Default.ConvNetOptions);
}
