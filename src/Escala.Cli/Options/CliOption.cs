using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Escala.Cli.Options;

/// <summary>Makes options that say in words what they expect.</summary>
internal static class CliOption
{
    /// <summary>An option with a number.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">The name, such as <c>--seed</c>.</param>
    /// <param name="helpName">What the value is called in the help.</param>
    /// <param name="description">What it does and its range.</param>
    /// <param name="defaultValue">The default, which the help shows; null for none.</param>
    public static Option<T?> Number<T>(string name, string helpName, string description, T? defaultValue = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
                if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value))
                {
                    return value;
                }

                result.AddError($"{name} must be {Kind<T>()}, but was '{text}'.");
                return null;
            },
        };
        if (defaultValue is not null)
        {
            option.DefaultValueFactory = _ => defaultValue;
        }

        return option;
    }

    /// <summary>An option with one of a few words.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="words">The words; the first one is the default.</param>
    public static Option<string> Choice(string name, string description, params string[] words)
    {
        Option<string> option = Word(name, description, words)!;
        option.DefaultValueFactory = _ => words[0];
        return option;
    }

    /// <summary>An option with one of a few words, or without any.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">What it does and what holds without it.</param>
    /// <param name="words">The words.</param>
    public static Option<string?> Word(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { HelpName = string.Join('|', words), Description = description };
        option.Validators.Add(result =>
        {
            string? wrong = result.Tokens.Select(token => token.Value).FirstOrDefault(word => !words.Contains(word));
            if (wrong is not null)
            {
                result.AddError($"{name} must be {Either(words)}, but was '{wrong}'.");
            }
        });
        return option;
    }

    /// <summary>An option with free text.</summary>
    /// <param name="name">The name.</param>
    /// <param name="helpName">What the value is called in the help.</param>
    /// <param name="description">What it does and what holds without it.</param>
    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    /// <summary>An option with names separated by commas.</summary>
    /// <param name="name">The name.</param>
    /// <param name="helpName">What the value is called in the help.</param>
    /// <param name="description">What it does and what holds without it.</param>
    public static Option<string[]?> List(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            string[] names = text.Split(',', StringSplitOptions.TrimEntries);
            if (names.Contains(""))
            {
                result.AddError($"{name} must be names separated by commas, but was '{text}'.");
            }

            return names;
        },
    };

    /// <summary>An option with a key and a value, which may be given several times.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">What it does.</param>
    public static Option<IReadOnlyDictionary<string, string>?> Pairs(string name, string description) => new(name)
    {
        HelpName = "KEY=VALUE",
        Description = $"{description} May be given several times.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                int sign = text.IndexOf('=', StringComparison.Ordinal);
                if (sign < 1 || !pairs.TryAdd(text[..sign], text[(sign + 1)..]))
                {
                    result.AddError($"{name} must be KEY=VALUE with a different key each time, but was '{text}'.");
                    return null;
                }
            }

            return pairs;
        },
    };

    /// <summary>A switch, off by default.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">What it does.</param>
    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    /// <summary>Whether the person gave the option, rather than leaving it to its default.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    public static bool IsGiven(this ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The number that was given; null where the option was left to its default.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    public static T? Given<T>(this ParseResult parsed, Option<T?> option)
        where T : struct, INumber<T> => parsed.IsGiven(option) ? parsed.GetValue(option) : null;

    /// <summary>The names given with <see cref="List"/>; null where the option was not given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    public static IReadOnlyList<string>? GetList(this ParseResult parsed, Option<string[]?> option) =>
        parsed.IsGiven(option) ? parsed.GetValue(option) : null;

    /// <summary>Words as alternatives: a, b or c.</summary>
    public static string Either(string[] words) =>
        words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private static string Kind<T>()
        where T : struct, INumber<T> =>
        default(T) switch
        {
            int => $"a whole number of at most {int.MaxValue}",
            long => $"a whole number of at most {long.MaxValue}",
            ulong => $"a whole number from 0 to {ulong.MaxValue}",
            _ => "a number",
        };
}
