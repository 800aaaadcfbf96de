using System.CommandLine;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The option about parameters that XGBoost has and this program has no word for.</summary>
internal static class NativeParameters
{
    /// <summary>Creates it.</summary>
    /// <param name="name">Its name.</param>
    public static Option<IReadOnlyDictionary<string, string>?> Create(string name) => new(name)
    {
        HelpName = "KEY=VALUE",
        Description = "Any other parameter of XGBoost by its own name, such as max_delta_step=1. May be given several times.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                int sign = text.IndexOf('=', StringComparison.Ordinal);
                if (sign < 1 || !parameters.TryAdd(text[..sign], text[(sign + 1)..]))
                {
                    result.AddError($"{name} must be KEY=VALUE with a different key each time, but was '{text}'.");
                    return null;
                }
            }

            return parameters;
        },
    };
}
