using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Escala.Reports.Languages;
using Xunit;

namespace Escala.Reports.Tests.Languages;

public sealed partial class ResourceTests
{
    private const string Ending = ".resources";

    public static TheoryData<string> Files =>
    [
        .. typeof(Language).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Ending, StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_AreThereInEveryLanguageWithTheSamePlaces(string file)
    {
        IReadOnlyList<string> english = Places(file, CultureInfo.InvariantCulture);

        Assert.NotEmpty(english);
        Assert.Equal(english, Places(file, new CultureInfo(Language.Spanish.Code)));
    }

    private static IReadOnlyList<string> Places(string file, CultureInfo culture) =>
    [
        .. from DictionaryEntry text in new ResourceManager(file[..^Ending.Length], typeof(Language).Assembly)
               .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
           let places = Place().Matches((string)text.Value!).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal)
           let line = $"{text.Key}: {string.Join(' ', places)}"
           orderby line
           select line,
    ];

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();
}
