using Escala.Boosting;
using Escala.Metrics;
using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Reports.Summaries;
using Xunit;

namespace Escala.Reports.Tests.Findings;

public sealed class XGBoostFindingsTests
{
    [Theory]
    [InlineData(0.85, "the model beats that by 5 percentage points")]
    [InlineData(0.80, "the model does not beat that")]
    [InlineData(0.75, "the model is worse by 5 percentage points")]
    public void Quality_Accuracy_IsAgainstTheMostFrequentClass(double accuracy, string verdict)
    {
        string text = Text(FindingSection.Quality, FlightTrees.With(fit => WithClasses(fit, classes => classes with
        {
            Accuracy = accuracy,
            MajorityRate = 0.8,
        })));

        Assert.Contains("“on time”, the most frequent class, is right for 80.0 %", text);
        Assert.Contains(verdict, text);
    }

    [Theory]
    [InlineData(0.5, "no discrimination")]
    [InlineData(0.6, "poor discrimination")]
    [InlineData(0.7, "acceptable discrimination")]
    [InlineData(0.8, "excellent discrimination")]
    [InlineData(0.9, "outstanding discrimination")]
    public void Quality_Auc_HasItsPublishedReading(double auc, string reading) => Assert.Contains(
        reading, Text(FindingSection.Quality, FlightTrees.With(fit => WithClasses(fit, classes => classes with { Auc = auc }))));

    [Theory]
    [InlineData(3, 4, "the model’s error is 25 % lower")]
    [InlineData(5, 4, "Always answering with the mean has 4: the model does not beat that.")]
    public void Quality_Regression_IsAgainstTheMean(double rmse, double mean, string sentence) => Assert.Contains(
        sentence,
        Text(FindingSection.Quality, WithScores(new PredictionScores
        {
            Regression = new RegressionScores { Rows = 10, Rmse = rmse, Mae = 2, R2 = 0.4, MeanRmse = mean },
        })));

    [Fact]
    public void Quality_Ranking_HasItsNdcg() => Assert.Contains(
        "It is the mean over 12 groups",
        Text(FindingSection.Quality, WithScores(new PredictionScores
        {
            Ranking = new RankingScores { Rows = 100, Groups = 12, Ndcg = 0.8, NdcgAt10 = 0.7 },
        })));

    [Theory]
    [InlineData(XGBoostWarningKind.FeatureTellsTarget, "delay", 0.9995, "The feature delay alone tells the target: its AUC is 0.9995.")]
    [InlineData(XGBoostWarningKind.ScoreTooGood, "auc", 0.9999, "AUC is 0.9999")]
    [InlineData(XGBoostWarningKind.TestRowsInTraining, null, 1.0, "1 test row is identical to a training row")]
    [InlineData(XGBoostWarningKind.ScoredOnTrainingRows, null, null, "--test-fraction 0.2")]
    [InlineData(XGBoostWarningKind.OneClassInTest, "late", null, "All test rows are of the class late")]
    public void Warning_OfEachKind_SaysWhatToDo(XGBoostWarningKind kind, string? subject, double? value, string sentence) => Assert.Contains(
        sentence,
        Text(FindingSection.Warning, FlightTrees.With(fit => fit with { Warnings = [new XGBoostWarning(kind, subject, value)] })));

    [Theory]
    [InlineData(new[] { 3.0, 2, 1 }, "after round 3, the last of 3: more --rounds", "no over-fitting is to be seen")]
    [InlineData(new[] { 3.0, 1, 2 }, "after round 2 of 3", "From round 2 to round 3 the validation score became 100 % worse")]
    public void Learning_ValidationScores_SayTheBestRoundAndOverFitting(double[] validation, string rounds, string fitting)
    {
        string text = Text(FindingSection.Learning, FlightTrees.With(fit => fit with
        {
            StopReason = XGBoostStopReason.Rounds,
            History = [new XGBoostHistory { Metric = "rmse", IsHigherBetter = false, Training = [3, 2, 1], Validation = validation }],
        }));

        Assert.Contains(rounds, text);
        Assert.Contains(fitting, text);
    }

    [Fact]
    public void Learning_HigherIsBetter_TakesTheHighest() => Assert.Equal(
        1,
        new LearningHistory { Metric = "auc", IsHigherBetter = true, Training = [0.5, 0.6, 0.7], Validation = [0.5, 0.6, 0.55] }.Best);

    [Fact]
    public void Calibration_ExpectedError_IsTheWeightedMeanDistance() =>
        Assert.Equal(0.125, CalibrationFindings.ExpectedError(new CalibrationCurve(1, [0.1, 0.9], [0.2, 0.7], [3, 1])), 12);

    [Fact]
    public void Importance_UnusedFeature_IsNamed() => Assert.Contains(
        "No split uses 1 feature: destination.", Text(FindingSection.Importance, FlightTrees.XGBoost));

    [Theory]
    [InlineData(true, "its bytes are the same")]
    [InlineData(false, "The bytes of the two models differ.")]
    public void Agreement_Digests_SayWhetherModelsAreTheSame(bool isSame, string sentence) => Assert.Contains(
        sentence,
        Text(FindingSection.Agreement, FlightTrees.With(fit => fit with { Digest = new XGBoostDigestReport(isSame ? "m" : fit.Engine) })));

    [Fact]
    public void Warning_OtherModels_NamesTheEngines() => Assert.Contains(
        "have different models: local, serial.",
        Text(FindingSection.Warning, FlightTrees.With(fit => fit with { Digest = new XGBoostDigestReport(fit.Engine) })));

    private static XGBoostFitReport WithClasses(XGBoostFitReport fit, Func<ClassificationScores, ClassificationScores> change) => fit with
    {
        Details = new PredictionScores { Classification = change(fit.Details.Classification!) },
        Metrics = XGBoostMetricsReport.Of(new PredictionScores { Classification = change(fit.Details.Classification!) }),
    };

    private static XGBoostWorkloadReport WithScores(PredictionScores scores) => FlightTrees.With(fit => fit with
    {
        Classes = [],
        ChosenThreshold = null,
        Details = scores,
        Metrics = XGBoostMetricsReport.Of(scores),
    });

    private static string Text(FindingSection section, XGBoostWorkloadReport workload) => string.Join(
        "\n",
        ComparisonFindings.Of(FlightTrees.Both.With(workload), workload, Language.English)
            .Where(finding => finding.Section == section)
            .Select(finding => finding.Text));
}
