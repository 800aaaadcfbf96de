using Escala.Boosting;
using Escala.Cli.Comparison;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Options;
using Escala.Cli.Samples;
using Escala.Data;
using Escala.LibXGBoost;
using Escala.Metrics;
using Escala.Reports.Findings;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>What comparisons need to know of XGBoost.</summary>
internal sealed class XGBoostComparison : AlgorithmComparison
{
    /// <inheritdoc/>
    public override IReadOnlyList<PeerDescription> Peers => [XGBoostPeers.Python, XGBoostPeers.Dask, XGBoostPeers.Spark];

    /// <summary>Other threads may add in another order.</summary>
    /// <inheritdoc/>
    public override bool IsSameOnAllEngines => false;

    /// <summary>Whether a flight arrives more than 15 minutes late, by what is known before it leaves.</summary>
    /// <inheritdoc/>
    public override FitRequest Sample(string scale) => new XGBoostFitRequest
    {
        Data = SampleData.Flights,
        Options = new XGBoostOptions { Rounds = 200, LearningRate = 0.1, EarlyStoppingRounds = 10 },
        Rows = new DatasetOptions
        {
            Sql = "select hour(date) + minute(date)/60.0 as time, dayofweek(date) as day, month(date) as month, distance, origin, "
                + "destination, (delay > 15)::int as late from data",
            Label = "late",
            Missing = MissingValues.Keep,
            TestFraction = 0.2,
            ValidationFraction = StepOptions.UsualValidationFraction,
            SampleRows = SampleScale.Rows(scale),
        },
    };

    /// <inheritdoc/>
    public override NotRunReport? WhyNotRun()
    {
        try
        {
            XGBoostLibrary.Require();
            return null;
        }
        catch (XGBoostException missing)
        {
            return new NotRunReport(missing.Message, "sudo apt-get install libxgboost0");
        }
    }

    /// <inheritdoc/>
    public override WorkloadReport Begin(FitRequest request, string path, IReadOnlyList<FileStampReport> files)
    {
        var fit = (XGBoostFitRequest)request;
        return new XGBoostWorkloadReport { Data = fit.Data, Files = files, Options = fit.Report(), Runs = [] };
    }

    /// <inheritdoc/>
    public override PeerInputs CreatePeerInputs(FitRequest request) => new XGBoostPeerInputs((XGBoostFitRequest)request);

    /// <inheritdoc/>
    public override string Head(WorkloadReport report, string data, Language language)
    {
        Texts texts = ComparisonTexts.In(language);
        XGBoostOptionsReport options = ((XGBoostWorkloadReport)report).Options;
        string rounds = texts.Count("rounds", options.Rounds);
        return texts.Format(
            "head.xgboost",
            data,
            options.Target,
            options.EarlyStopping is { } patience ? texts.Format("head.stopping", rounds, patience) : rounds,
            options.MaxDepth,
            options.LearningRate);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings(WorkloadReport report, Language language)
    {
        Texts texts = ComparisonTexts.In(language);
        var words = new FindingWords(language);
        return report.Finished
            .SelectMany(run => ((XGBoostFitReport)run.Result!).Warnings)
            .Distinct()
            .Select(warning => texts.Format("warning", XGBoostWarningFindings.Of(warning, words).Text));
    }

    /// <summary>Whether the model beats an answer that needs none.</summary>
    /// <inheritdoc/>
    public override IEnumerable<string> Conclusions(WorkloadReport report, Language language)
    {
        Texts texts = ComparisonTexts.In(language);
        var figures = new Figures(language);
        if (report.Finished.FirstOrDefault()?.Result is not XGBoostFitReport { Details.Classification: { } classes } fit)
        {
            yield break;
        }

        if (classes.Auc is { } auc)
        {
            yield return texts.Format("verdict.auc", figures.Metric(Math.Round(auc, 4)));
        }

        double gain = 100 * (classes.Accuracy - classes.MajorityRate);
        yield return texts.Format(
            gain > 0 ? "verdict.better" : "verdict.none",
            Percent(classes.Accuracy, language),
            fit.Classes[MostFrequent(classes)],
            Percent(classes.MajorityRate, language),
            Math.Abs(gain).ToString("F1", language.Culture));
    }

    private static int MostFrequent(ClassificationScores classes) => classes.PerClass.Index().MaxBy(one => one.Item.Support).Index;

    private static string Percent(double share, Language language) => (100 * share).ToString("F1", language.Culture);
}
