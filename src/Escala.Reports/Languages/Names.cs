using System.Globalization;
using System.Resources;
using Escala.Measurement;
using Escala.Reports.Results;

namespace Escala.Reports.Languages;

/// <summary>What phases, scores, engines and initialisations are called for people.</summary>
/// <param name="language">The language.</param>
internal sealed class Names(Language language)
{
    private static readonly ResourceManager Resources = new("Escala.Reports.Languages.NameTexts", typeof(Names).Assembly);

    private readonly Texts _texts = new(Resources, language);
    private readonly Figures _figures = new(language);

    /// <summary>The name of a phase.</summary>
    /// <param name="phase">The phase.</param>
    public string Phase(Phase phase) => Named("phase", phase.ToString());

    /// <summary>The name of a workload.</summary>
    /// <param name="word">What the command line calls it.</param>
    public string Workload(string word) => Named("workload", word);

    /// <summary>Names in a row, the last after "and".</summary>
    /// <param name="names">The names, at least one.</param>
    public string List(IReadOnlyList<string> names) => names.Count == 1
        ? names[0]
        : _texts.Format("list", string.Join(", ", names.SkipLast(1)), names[^1]);

    /// <summary>The name of an engine or a peer; one that is not known here goes by its own.</summary>
    /// <param name="word">What the command line calls it.</param>
    public string Engine(string word) => _texts.Find($"engine.{word}") ?? word;

    /// <summary>The name of an initialisation; a file of centroids goes by its own.</summary>
    /// <param name="word">What <c>--init</c> calls it.</param>
    public string Initialization(string word) =>
        word.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? word : Named("initialization", word);

    /// <summary>The name of a score.</summary>
    /// <param name="key">What JSON calls it.</param>
    public string Metric(string key) => Named("metric", key);

    /// <summary>The name of a score with what has to be known to read the figure beside it.</summary>
    /// <param name="key">What JSON calls it.</param>
    /// <param name="metrics">The scores it is of.</param>
    public string MetricLabel(string key, MetricsReport metrics) => key switch
    {
        MetricsReport.SilhouetteKey when metrics is { SilhouetteIsSampled: true, SilhouetteRows: { } rows } =>
            _texts.Format("label.sampled", Metric(key), _figures.Count(rows)),
        MetricsReport.DaviesBouldinKey => _texts.Format("label.directed", Metric(key), Direction(key)),
        MetricsReport.AccuracyKey => _texts.Format("label.matched", Metric(key)),
        _ => Metric(key),
    };

    /// <summary>Which values of a score are the better ones.</summary>
    /// <param name="key">What JSON calls it.</param>
    public string Direction(string key) => _texts[MetricsReport.IsLowerBetter(key) ? "direction.lower" : "direction.higher"];

    /// <summary>What a clustering needs for a score to be defined.</summary>
    /// <param name="key">What JSON calls it.</param>
    public string Requirement(string key) =>
        _texts[key == MetricsReport.AccuracyKey ? "requirement.accuracy" : "requirement.separation"];

    private string Named(string kind, string word) => _texts[$"{kind}.{word.ToLower(CultureInfo.InvariantCulture)}"];
}
