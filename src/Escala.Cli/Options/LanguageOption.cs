using System.CommandLine;
using Escala.Reports.Languages;

namespace Escala.Cli.Options;

/// <summary>The option about the language of what people read.</summary>
internal sealed class LanguageOption
{
    /// <summary>The option.</summary>
    public Option<string?> Option { get; } = new("--lang")
    {
        HelpName = string.Join('|', Language.All),
        Description = "The language of tables and reports. Without it: that of the locale where there is one, else en.",
    };

    /// <summary>Creates the option.</summary>
    public LanguageOption() => Option.Validators.Add(result =>
    {
        string? wrong = result.Tokens.Select(token => token.Value).FirstOrDefault(word => Language.Find(word) is null);
        if (wrong is not null)
        {
            result.AddError($"--lang must be {string.Join(" or ", Language.All)}, but was '{wrong}'.");
        }
    });

    /// <summary>What was chosen, or the language of the locale.</summary>
    public Language Bind(ParseResult parsed) => parsed.GetValue(Option) is { } code
        ? Language.Find(code)!
        : LocaleLanguage.Of(Environment.GetEnvironmentVariable);
}
