using System.Globalization;
using System.Text.Json;
using Escala.Data;
using Escala.Engines;
using Escala.Models;

namespace Escala.Clustering;

/// <summary>
/// A fit of K-means that was interrupted. Labels are not in it: one pass with the centroids that they belong to gives them again, and the
/// sums of their clusters with them, which are integers. So the resumed fit ends in the same bits on any engine.
/// </summary>
internal sealed record KMeansCheckpoint
{
    /// <summary>The name of the input file with the checkpoint to resume from.</summary>
    public const string InputFile = "checkpoint";

    private const string Prefix = "checkpoint-";
    private const string Suffix = ".json";

    /// <summary>The options of the fit.</summary>
    public required KMeansOptions Options { get; init; }

    /// <summary>The features.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>How their features are prepared, which is computed exactly: other rows have another.</summary>
    public required FeatureScaler Scaler { get; init; }

    /// <summary>The final inertia of each run that has ended.</summary>
    public required IReadOnlyList<double> RestartInertias { get; init; }

    /// <summary>The best of them; null where none has ended.</summary>
    public KMeansRunResult? Best { get; init; }

    /// <summary>Where the run stands that has not ended; null where it has not begun.</summary>
    public KMeansRunState? Current { get; init; }

    /// <summary>The name of the file: the run, from 1, and its iterations so far.</summary>
    public string FileName => NameOf(RestartInertias.Count + 1, Current?.History.Count ?? 0);

    /// <summary>The run, from 1, and the iterations in the file of a name; null for other names.</summary>
    public static (int Run, int Iterations)? PlaceOf(string fileName)
    {
        if (!fileName.StartsWith(Prefix, StringComparison.Ordinal) || !fileName.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = fileName[Prefix.Length..^Suffix.Length].Split('-');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int run)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
                ? (run, iterations)
                : null;
    }

    /// <summary>Writes the file; every number in it is read back as the same bits.</summary>
    public void Save(Stream stream) => JsonSerializer.Serialize(stream, this, KMeansJson.Default.KMeansCheckpoint);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">It is no checkpoint, or damaged.</exception>
    public static KMeansCheckpoint Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, KMeansJson.Default.KMeansCheckpoint) ?? throw new JsonException("It is empty.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelFileException(
                $"The checkpoint '{path}' cannot be read: {cause.Message} Name a file {NameOf(1, 10)} or the like, written by a fit with checkpoints.",
                cause);
        }
    }

    /// <summary>Refuses to resume what is another fit. How often checkpoints are written may differ: no bit depends on it.</summary>
    /// <param name="now">The fit that is to be resumed, as its checkpoint would be.</param>
    /// <exception cref="InvalidOptionsException">They differ.</exception>
    public void RequireSame(KMeansCheckpoint now)
    {
        List<string> faults =
            [.. CheckpointRules.OptionFaults(Json(Options with { CheckpointIterations = now.Options.CheckpointIterations }), Json(now.Options))];
        if (!Features.SequenceEqual(now.Features))
        {
            faults.Add($"The features must be those of the checkpoint, {string.Join(", ", Features)}, but were {string.Join(", ", now.Features)}.");
        }
        else if (Rows != now.Rows)
        {
            faults.Add($"The training rows must be those of the checkpoint, {Rows}, but were {now.Rows}.");
        }
        else if (!Scaler.Offsets.SequenceEqual(now.Scaler.Offsets) || !Scaler.Factors.SequenceEqual(now.Scaler.Factors))
        {
            faults.Add($"The training rows must be those of the checkpoint, but their means or deviations are others, though there are {Rows} too.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(["A fit can only be resumed with its own data and options.", .. faults]);
        }
    }

    private static string NameOf(int run, int iterations) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{run}-{iterations}{Suffix}");

    private static JsonElement Json(KMeansOptions options) => JsonSerializer.SerializeToElement(options, KMeansJson.Default.KMeansOptions);
}
