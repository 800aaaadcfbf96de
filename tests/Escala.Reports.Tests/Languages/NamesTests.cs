using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Xunit;

namespace Escala.Reports.Tests.Languages;

public sealed class NamesTests
{
    private static readonly MetricsReport Sampled = new() { Inertia = 1, Silhouette = 0.5, SilhouetteRows = 20_000, SilhouetteIsSampled = true };

    public static TheoryData<string> Codes => [.. Language.All.Select(language => language.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Names_EveryPhaseScoreEngineAndInitialization_AreDifferentWords(string code)
    {
        var names = new Names(Language.Find(code)!);

        AssertDifferent(Enum.GetValues<Phase>().Select(names.Phase));
        AssertDifferent(Sampled.Scores().Select(score => names.Metric(score.Key)));
        AssertDifferent(Sampled.Scores().Select(score => names.MetricLabel(score.Key, Sampled)));
        AssertDifferent(new[] { "serial", "local", "sklearn" }.Select(names.Engine));
        AssertDifferent(new[] { "kmeans-parallel", "kmeans++", "random", "c.npy" }.Select(names.Initialization));
    }

    [Theory]
    [InlineData("en", "silhouette", "silhouette (sample of 20,000 rows)")]
    [InlineData("es", "silhouette", "silueta (muestra de 20.000 filas)")]
    [InlineData("en", "daviesBouldin", "Davies-Bouldin (lower is better)")]
    [InlineData("es", "daviesBouldin", "Davies-Bouldin (menor es mejor)")]
    [InlineData("en", "accuracy", "accuracy (best matching)")]
    [InlineData("es", "accuracy", "exactitud (mejor emparejamiento)")]
    [InlineData("es", "inertia", "inercia")]
    public void MetricLabel_SaysWhatTheFigureNeeds(string code, string key, string label) =>
        Assert.Equal(label, new Names(Language.Find(code)!).MetricLabel(key, Sampled));

    [Theory]
    [InlineData("inertia", "lower is better")]
    [InlineData("daviesBouldin", "lower is better")]
    [InlineData("silhouette", "higher is better")]
    [InlineData("accuracy", "higher is better")]
    public void Direction_IsThatOfTheScore(string key, string direction) =>
        Assert.Equal(direction, new Names(Language.English).Direction(key));

    [Fact]
    public void Requirement_IsThatOfTheScore()
    {
        var names = new Names(Language.English);

        Assert.StartsWith("At least 2 clusters", names.Requirement("silhouette"), StringComparison.Ordinal);
        Assert.StartsWith("The clusters times the distinct true labels", names.Requirement("accuracy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_UnknownWord_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new Names(Language.English).Metric("beauty"));

    private static void AssertDifferent(IEnumerable<string> words)
    {
        string[] all = [.. words];
        Assert.Equal(all, all.Distinct());
        Assert.DoesNotContain("", all);
    }
}
