using System.Collections;
using System.Globalization;
using System.Resources;
using Escala.Cli.Comparison.Peers;
using Escala.Reports.Languages;
using Xunit;

namespace Escala.Cli.Tests.Peers;

public sealed class PeerTextsTests
{
    private static readonly ResourceManager Resources = new("Escala.Reports.Findings.PeerTexts", typeof(Texts).Assembly);

    [Fact]
    public void Differences_OfEveryPeer_AreSentencesInEveryLanguage()
    {
        string[] keys = [.. KnownPeers.All.SelectMany(peer => peer.Differences.Concat(peer.RestartDifferences)).Distinct().Order()];

        Assert.Equal(keys, Keys(CultureInfo.InvariantCulture));
        Assert.Equal(keys, Keys(new CultureInfo("es")));
    }

    /// <summary>The keys that a language has itself, without those it would borrow.</summary>
    private static IEnumerable<string> Keys(CultureInfo culture) =>
        Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order();
}
