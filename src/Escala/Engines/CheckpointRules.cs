using System.Globalization;
using System.Text.Json;

namespace Escala.Engines;

/// <summary>What trainers have in common about checkpoints.</summary>
internal static class CheckpointRules
{
    /// <summary>The checkpoint of a folder that is farthest; null where there is none.</summary>
    /// <typeparam name="TPlace">How far a checkpoint is.</typeparam>
    /// <param name="folder">The folder; it may not exist.</param>
    /// <param name="placeOf">How far the checkpoint of a file name is; null for other files.</param>
    public static string? Newest<TPlace>(string folder, Func<string, TPlace?> placeOf)
        where TPlace : struct
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder)
                .Select(path => (Path: path, Place: placeOf(Path.GetFileName(path))))
                .Where(file => file.Place is not null)
                .OrderByDescending(file => file.Place)
                .Select(file => file.Path)
                .FirstOrDefault()
            : null;
    }

    /// <summary>A folder without an interval, or an interval without a folder, is a fault.</summary>
    /// <param name="trainer">The name of the trainer, whose CheckpointFolder it is.</param>
    /// <param name="folder">The folder; null where none was given.</param>
    /// <param name="option">The name of the interval's option.</param>
    /// <param name="interval">The interval; null where none was given.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? FolderFault(string trainer, string? folder, string option, int? interval) =>
        (interval is null) == (folder is null)
            ? null
            : $"CheckpointFolder of {trainer} must be given exactly when {option} is, but was {folder ?? "not given"} "
                + $"with {interval?.ToString(CultureInfo.InvariantCulture) ?? "none"}. Give both or neither.";

    /// <summary>What options differ in.</summary>
    /// <param name="mine">The checkpoint's options as JSON.</param>
    /// <param name="theirs">Those of the fit that is to be resumed.</param>
    /// <returns>One sentence per option.</returns>
    public static IEnumerable<string> OptionFaults(JsonElement mine, JsonElement theirs) => mine.EnumerateObject()
        .Where(option => !JsonElement.DeepEquals(option.Value, theirs.GetProperty(option.Name)))
        .Select(option => $"{option.Name} must be {option.Value} as in the checkpoint, but was {theirs.GetProperty(option.Name)}.");
}
