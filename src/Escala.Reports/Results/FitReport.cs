using System.Text.Json.Serialization;
using Escala.Metrics;

namespace Escala.Reports.Results;

/// <summary>What <c>fit</c> answers, whatever the algorithm.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "algorithm")]
[JsonDerivedType(typeof(KMeansFitReport), KMeansWorkloadReport.Word)]
[JsonDerivedType(typeof(XGBoostFitReport), XGBoostWorkloadReport.Word)]
[JsonDerivedType(typeof(ConvNetFitReport), ConvNetWorkloadReport.Word)]
internal abstract record FitReport : JobReport
{
    /// <summary>What a fit that says what it was scored on says of test rows.</summary>
    public const string TestPart = "test";

    /// <summary>What it says of training rows.</summary>
    public const string TrainingPart = "training";

    /// <summary>The seed.</summary>
    [JsonPropertyOrder(-7)]
    public required ulong Seed { get; init; }

    /// <summary>The rows kept for testing; null when there are none.</summary>
    [JsonPropertyOrder(-6)]
    public long? TestRows { get; init; }

    /// <summary>The rounds of the algorithm that made what was kept: iterations of K-means, rounds of XGBoost, epochs of a network.</summary>
    [JsonPropertyOrder(-5)]
    public required int Iterations { get; init; }

    /// <summary>The model file, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonPropertyOrder(99)]
    public string? Model { get; init; }

    /// <summary>The scores in the order of reports: of the training rows, or of what the algorithm is judged by.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<ScoreReport> Scores { get; }

    /// <summary>The scores of the test rows where those of the training rows are there too; empty where not.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<ScoreReport> TestScores => [];

    /// <summary>Why a score that was asked for is not there, by its name in JSON; null when none is missing.</summary>
    [JsonIgnore]
    public abstract IReadOnlyDictionary<string, string>? AbsentScores { get; }

    /// <summary>Digests of what was learned, by what they are of; equal digests are equal bits.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<KeyValuePair<string, string>> Digests { get; }

    /// <summary>All digests in one text: equal texts are equal bits of everything.</summary>
    [JsonIgnore]
    public string AllDigests => string.Join('\n', Digests.Select(digest => digest.Value));

    /// <summary>The options as a text: equal texts are equal options.</summary>
    [JsonIgnore]
    public abstract string OptionsText { get; }

    /// <summary>The most rows of a block.</summary>
    [JsonIgnore]
    public abstract int BlockRows { get; }

    /// <summary>All rows that were used: for training, for validation and for testing.</summary>
    [JsonIgnore]
    public virtual long UsedRows => Rows + (TestRows ?? 0);

    /// <summary>How well classes are predicted; null where none are.</summary>
    [JsonIgnore]
    public virtual ClassificationScores? Classification => null;

    /// <summary>The names of the classes that are predicted, in the order of their indices; empty where none are.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>Whether <see cref="Scores"/> are of test rows.</summary>
    [JsonIgnore]
    public virtual bool IsScoredOnTest => false;

    /// <summary>A score; null where there is none of this name, or no value.</summary>
    /// <param name="key">Its name in JSON.</param>
    public double? Score(string key) => Scores.FirstOrDefault(score => score.Key == key)?.Value;
}
