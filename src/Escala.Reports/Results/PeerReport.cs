namespace Escala.Reports.Results;

/// <summary>What is to be known about a run of another system beside its figures.</summary>
internal sealed record PeerReport
{
    /// <summary>Its software and the versions, such as <c>scikit-learn</c> and <c>1.2.1</c>.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Where its settings could not be made equal: keys of sentences that reports have in every language.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>
    /// Scores of the training rows that it computed by its own code, by their names in JSON, beside those that Escala computed for all;
    /// null where it has none.
    /// </summary>
    public IReadOnlyDictionary<string, double>? OwnScores { get; init; }
}
