using Escala.Reports.Languages;
using Xunit;

namespace Escala.Reports.Tests.Charts;

/// <summary>Cases of charts in every language: in Spanish, whose words are longer, always, and in the others with the slow tests.</summary>
internal static class LanguageCases
{
    /// <summary>Every case by its name and a language.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Of(IEnumerable<string> names) =>
        from name in names
        from language in Language.All
        select language == Language.Spanish ? new TheoryDataRow<string, string>(name, language.Code) : Slow(name, language);

    private static TheoryDataRow<string, string> Slow(string name, Language language) =>
        new TheoryDataRow<string, string>(name, language.Code).WithTrait("Category", "Slow");
}
