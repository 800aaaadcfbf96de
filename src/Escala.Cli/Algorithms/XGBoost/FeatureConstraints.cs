using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>What trees may do with features, as text and back.</summary>
internal static class FeatureConstraints
{
    /// <summary>The option about features that may only raise or lower the prediction.</summary>
    /// <param name="name">Its name.</param>
    public static Option<IReadOnlyDictionary<string, int>?> Monotone(string name) => new(name)
    {
        HelpName = "LIST",
        Description = "Features that may only raise (1) or lower (-1) the prediction: age=1,price=-1. Without it: none.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => ParseMonotone(name, result),
    };

    /// <summary>The option about features that may stand on one path of a tree.</summary>
    /// <param name="name">Its name.</param>
    public static Option<IReadOnlyList<IReadOnlyList<string>>?> Interaction(string name) => new(name)
    {
        HelpName = "GROUPS",
        Description = "Groups of features that may stand on one path of a tree: 'a,b;c,d'. Without it: all may.",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => ParseInteraction(name, result),
    };

    /// <summary>What the option <see cref="Monotone"/> reads; null where there is nothing to say.</summary>
    public static string? Text(IReadOnlyDictionary<string, int> monotone) => monotone.Count == 0
        ? null
        : string.Join(',', monotone.Select(pair => FormattableString.Invariant($"{pair.Key}={pair.Value}")));

    /// <summary>What the option <see cref="Interaction"/> reads; null where there is nothing to say.</summary>
    public static string? Text(IReadOnlyList<IReadOnlyList<string>> interaction) =>
        interaction.Count == 0 ? null : string.Join(';', interaction.Select(group => string.Join(',', group)));

    private static Dictionary<string, int>? ParseMonotone(string name, ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        var directions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string part in text.Split(','))
        {
            int sign = part.LastIndexOf('=');
            if (sign < 1
                || !int.TryParse(part[(sign + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int direction)
                || !directions.TryAdd(part[..sign].Trim(), direction))
            {
                result.AddError($"{name} must be different features and 1 or -1, such as age=1,price=-1, but was '{text}'.");
                return null;
            }
        }

        return directions;
    }

    private static string[][]? ParseInteraction(string name, ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[][] groups = [.. text.Split(';').Select(group => group.Split(',', StringSplitOptions.TrimEntries))];
        if (groups.SelectMany(group => group).Contains(""))
        {
            result.AddError($"{name} must be groups of features, such as a,b;c,d, but was '{text}'.");
            return null;
        }

        return groups;
    }
}
