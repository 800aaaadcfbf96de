using System.Globalization;
using System.Text.Json;
using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Models;

namespace Escala.Boosting;

/// <summary>
/// A training that was interrupted after some rounds. As a file it is a model of XGBoost with all of this in an attribute, so that the
/// trees and what belongs to them are written together or not at all.
/// </summary>
internal sealed record XGBoostCheckpoint
{
    private const string Attribute = "escala_checkpoint";
    private const string Prefix = "checkpoint-";
    private const string Suffix = ".ubj";

    /// <summary>The options of the training.</summary>
    public required XGBoostOptions Options { get; init; }

    /// <summary>The objective, chosen by the labels where none was given.</summary>
    public required string Objective { get; init; }

    /// <summary>The classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The features.</summary>
    public required IReadOnlyList<DataColumn> Features { get; init; }

    /// <summary>The training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The validation rows.</summary>
    public required long ValidationRows { get; init; }

    /// <summary>The rounds of the model that the training continued from.</summary>
    public required int StartRounds { get; init; }

    /// <summary>The version of libxgboost that trained it. Another one would not grow the same trees.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The metrics of the rounds so far.</summary>
    public required IReadOnlyList<XGBoostHistory> History { get; init; }

    /// <summary>The name of the file.</summary>
    /// <param name="rounds">The rounds in it.</param>
    public static string FileName(int rounds) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{rounds}{Suffix}");

    /// <summary>The rounds in the file of a name; null for other names.</summary>
    public static int? RoundsOf(string fileName) =>
        fileName.StartsWith(Prefix, StringComparison.Ordinal) && fileName.EndsWith(Suffix, StringComparison.Ordinal)
        && int.TryParse(fileName.AsSpan(Prefix.Length, fileName.Length - Prefix.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds)
            ? rounds
            : null;

    /// <summary>The bytes of the file: the booster, with this as an attribute that the booster itself does not keep.</summary>
    public byte[] Save(Booster booster)
    {
        booster.SetAttribute(Attribute, JsonSerializer.Serialize(this, XGBoostJson.Default.XGBoostCheckpoint));
        byte[] bytes = booster.Save("ubj");
        booster.SetAttribute(Attribute, null);
        return bytes;
    }

    /// <summary>Takes the attribute off a booster that was loaded from a checkpoint.</summary>
    public static void Clean(Booster booster) => booster.SetAttribute(Attribute, null);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">It is no checkpoint, or damaged.</exception>
    public static (XGBoostCheckpoint Checkpoint, byte[] Model) Load(string path)
    {
        try
        {
            byte[] model = File.ReadAllBytes(path);
            using var booster = new Booster([]);
            booster.Load(model);
            string json = booster.GetAttribute(Attribute) ?? throw new JsonException("It is a model of XGBoost, but no checkpoint of Escala.");
            XGBoostCheckpoint checkpoint = JsonSerializer.Deserialize(json, XGBoostJson.Default.XGBoostCheckpoint) ?? throw new JsonException("It is empty.");
            return (checkpoint, model);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException or XGBoostException)
        {
            throw new ModelFileException(
                $"The checkpoint '{path}' cannot be read: {cause.Message} Name a file {FileName(10)} or the like, written by a fit with checkpoints.", cause);
        }
    }

    /// <summary>Refuses to resume what is another training.</summary>
    /// <param name="now">The training that is to be resumed, as its checkpoint would be.</param>
    /// <exception cref="InvalidOptionsException">They differ in more than the number of rounds.</exception>
    public void RequireSame(XGBoostCheckpoint now)
    {
        JsonElement mine = JsonSerializer.SerializeToElement(Options with { Rounds = now.Options.Rounds }, XGBoostJson.Default.XGBoostOptions);
        JsonElement theirs = JsonSerializer.SerializeToElement(now.Options, XGBoostJson.Default.XGBoostOptions);
        List<string> faults = [.. CheckpointRules.OptionFaults(mine, theirs)];
        if (!Features.Select(Words).SequenceEqual(now.Features.Select(Words)))
        {
            faults.Add($"The features must be those of the checkpoint, {string.Join(", ", Features.Select(feature => feature.Name))}, with its categories.");
        }

        if (Objective != now.Objective || !Classes.SequenceEqual(now.Classes))
        {
            faults.Add($"The target must be learned as in the checkpoint: {Objective}, classes {string.Join(", ", Classes)}.");
        }

        if (LibraryVersion != now.LibraryVersion)
        {
            faults.Add($"libxgboost must be {LibraryVersion} as in the checkpoint, but was {now.LibraryVersion}. Name another with ESCALA_XGBOOST.");
        }

        if (Rows != now.Rows || ValidationRows != now.ValidationRows)
        {
            faults.Add(
                $"The rows must be those of the checkpoint, {Rows} to train and {ValidationRows} to validate, but were {now.Rows} and {now.ValidationRows}.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(["A training can only be resumed with its own data and options; more rounds may be asked for.", .. faults]);
        }
    }

    /// <summary>What two features must have in common to be the same to trees.</summary>
    public static string Words(DataColumn feature) => string.Join('\n', [feature.Name, .. feature.Categories ?? []]);
}
