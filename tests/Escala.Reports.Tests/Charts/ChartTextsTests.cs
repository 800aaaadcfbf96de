using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Escala.Reports.Charts;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public partial class ChartTextsTests
{
    [Fact]
    public void Texts_InEveryLanguage_HaveTheSameKeysAndPlaces()
    {
        Dictionary<string, string> english = Texts("");
        Dictionary<string, string> spanish = Texts("es");
        Assert.Equal(english.Keys.Order(), spanish.Keys.Order());
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(spanish[text.Key])));
    }

    private static Dictionary<string, string> Texts(string culture)
    {
        var resources = new ResourceManager("Escala.Reports.Charts.ChartTexts", typeof(Chart).Assembly);
        ResourceSet set = resources.GetResourceSet(new CultureInfo(culture), createIfNotExists: true, tryParents: false)!;
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(place => place.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
