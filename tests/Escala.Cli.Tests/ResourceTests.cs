using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Escala.Reports.Languages;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Every text is there in every language, with the same places for values.</summary>
public sealed partial class ResourceTests
{
    private const string Extension = ".resources";

    private static readonly Assembly[] Assemblies = [typeof(EscalaProgram).Assembly, typeof(Language).Assembly];

    public static TheoryData<string, string> Files =>
    [
        .. from assembly in Assemblies
           from file in assembly.GetManifestResourceNames()
           where file.EndsWith(Extension, StringComparison.Ordinal)
           select (assembly.GetName().Name!, file[..^Extension.Length]),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_OfEveryLanguage_HaveTheSameKeysAndPlaces(string assembly, string file)
    {
        Dictionary<string, string> english = Texts(assembly, file, CultureInfo.InvariantCulture);
        Dictionary<string, string> spanish = Texts(assembly, file, Language.Spanish.Culture);

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), spanish.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(spanish[text.Key])));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Texts_WithASingular_HaveAPluralToo(string assembly, string file)
    {
        Dictionary<string, string> texts = Texts(assembly, file, CultureInfo.InvariantCulture);

        Assert.All(
            texts.Keys.Where(key => key.EndsWith(".one", StringComparison.Ordinal)),
            key => Assert.Contains($"{key[..^4]}.many", texts.Keys));
    }

    private static Dictionary<string, string> Texts(string assembly, string file, CultureInfo culture)
    {
        var resources = new ResourceManager(file, Assemblies.Single(one => one.GetName().Name == assembly));
        ResourceSet? texts = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(texts);
        return texts.Cast<DictionaryEntry>().ToDictionary(text => (string)text.Key, text => (string)text.Value!);
    }

    private static string[] Places(string text) =>
        [.. Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();
}
