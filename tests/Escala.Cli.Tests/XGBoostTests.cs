using System.Text.Json.Nodes;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Boosted trees through the real program: trained, used, judged and explained.</summary>
public sealed class XGBoostTests : IDisposable
{
    private static readonly string[] Fit =
        ["fit", "xgboost", "customers.csv", "--features", "age,spent,plan", "--target", "churned", "--rounds", "20", "--max-depth", "3"];

    private readonly TemporaryFolder _folder = new();

    public XGBoostTests() => Customers.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fit_Json_HasTheContract()
    {
        JsonNode json = await JsonAsync([.. Fit, "--test-fraction", "0.25", "--early-stopping", "5", "--model", "m.zip"]);

        Assert.Equal("xgboost", (string)json["algorithm"]!);
        Assert.Equal("binary:logistic", (string)json["objective"]!);
        Assert.Equal(["left", "stayed"], json["classes"]!.AsArray().Select(name => (string)name!));
        Assert.Equal("test", (string)json["scoredOn"]!);
        Assert.Equal(400, (int)json["rows"]! + (int)json["validationRows"]! + (int)json["testRows"]!);
        Assert.Equal(0.1, (double)json["options"]!["validationFraction"]!);
        Assert.All(
            new[] { "accuracy", "majorityRate", "balancedAccuracy", "auc", "logLoss" },
            name => Assert.InRange((double)json["metrics"]![name]!, 0, 10));
        Assert.Equal((int)json["trainedRounds"]!, json["history"]![0]!["validation"]!.AsArray().Count);
        Assert.Equal(64, ((string)json["digest"]!["model"]!).Length);
        Assert.Equal("m.zip", (string)json["model"]!);
    }

    [Fact]
    public async Task Fit_Readable_WarnsFirstAndHasTheMajorityBesideTheAccuracy()
    {
        ProcessOutcome outcome = await RunAsync([.. Fit, "--lang", "en"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        string[] lines = outcome.Output.Split('\n');
        Assert.StartsWith("WARNING: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line == "XGBoost, binary:logistic (because churned has two classes): 20 rounds");
        int accuracy = Array.FindIndex(lines, line => line.StartsWith(" accuracy", StringComparison.Ordinal));
        Assert.Matches("^ .*most frequent class", lines[accuracy + 1]);
        Assert.Contains(lines, line => line.StartsWith("Importance of the features", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fit_DelayAmongTheFeaturesOfFlights_WarnsFirst()
    {
        string flights = Flights.WriteSample(_folder.Path);
        string[] fit =
        [
            "fit", "xgboost", flights, "--sql", "select hour(date) as time, distance, origin, delay, (delay > 15)::int as late from data",
            "--target", "late", "--test-fraction", "0.2", "--rounds", "5",
        ];

        JsonNode json = await JsonAsync(fit);
        ProcessOutcome readable = await RunAsync([.. fit, "--lang", "en"]);

        JsonNode? warning = Assert.Single(json["warnings"]!.AsArray(), warning => (string)warning!["kind"]! == "feature-tells-target");
        Assert.Equal("delay", (string)warning!["subject"]!);
        Assert.StartsWith("WARNING: The feature delay alone tells the target: its AUC is 1. ", readable.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fit_FlightsWithoutDelay_HasNoFeatureThatTellsTheTarget()
    {
        string flights = Flights.WriteSample(_folder.Path);

        JsonNode json = await JsonAsync(
            "fit", "xgboost", flights, "--sql", "select hour(date) as time, distance, origin, (delay > 15)::int as late from data",
            "--target", "late", "--test-fraction", "0.2", "--rounds", "5");

        Assert.DoesNotContain(json["warnings"]!.AsArray(), warning => (string)warning!["kind"]! == "feature-tells-target");
    }

    [Fact]
    public async Task Predict_Classes_HaveLabelAndProbabilities()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);
        Points.WriteText(_folder.Path, "new.csv", "plan,other,spent,age\ngold,1,5,30\nunknown,1,5,70\n");

        ProcessOutcome outcome = await RunAsync("predict", "m.zip", "new.csv", "--out", "p.csv");

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "p.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("row,label,probability_left,probability_stayed", lines[0]);
        Assert.Matches("^0,(left|stayed),0[.]", lines[1]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task Predict_Number_HasPrediction()
    {
        await RunAsync("fit", "xgboost", "customers.csv", "--features", "age,spent", "--target", "score", "--model", "m.zip");

        Assert.Equal(0, (await RunAsync("predict", "m.zip", "customers.csv", "--out", "p.csv", "--keep", "city")).ExitCode);

        Assert.Equal("row,prediction,city", File.ReadLines(Path.Combine(_folder.Path, "p.csv")).First());
    }

    [Fact]
    public async Task Explain_Contributions_HaveAColumnPerFeatureAndBias()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);

        ProcessOutcome outcome = await RunAsync("explain", "m.zip", "customers.csv", "--out", "c.csv", "--lang", "en");

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Contains("c.csv: row, age, spent, plan, bias; ", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("row,age,spent,plan,bias", File.ReadLines(Path.Combine(_folder.Path, "c.csv")).First());
    }

    [Fact]
    public async Task Explain_ModelOfKMeans_SaysThatThereIsNothingToExplain()
    {
        await RunAsync("fit", "kmeans", "customers.csv", "--features", "age,spent", "--clusters", "3", "--model", "k.zip");

        AssertFails(await RunAsync("explain", "k.zip", "customers.csv", "--out", "c.csv"), 1, "made by kmeans");
    }

    [Fact]
    public async Task Evaluate_WithoutTarget_JudgesByTheColumnOfTheModel()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);

        JsonNode json = await JsonAsync("evaluate", "m.zip", "customers.csv");

        Assert.Equal("xgboost", (string)json["algorithm"]!);
        Assert.Equal(400, (int)json["rows"]!);
        Assert.InRange((double)json["metrics"]!["accuracy"]!, 0.5, 1);
    }

    [Fact]
    public async Task Evaluate_OptionOfAnotherAlgorithm_IsWrongUsage()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);

        AssertFails(
            await RunAsync("evaluate", "m.zip", "customers.csv", "--truth", "city"), 2, "--truth must be left out: it is for models of kmeans");
    }

    [Fact]
    public async Task Fit_Resumed_IsTheUninterruptedModel()
    {
        string[] fit = [.. Fit, "--subsample", "0.7", "--colsample-bytree", "0.7"];
        JsonNode whole = await JsonAsync([.. fit, "--checkpoint", "whole", "--every", "5"]);
        string[] first = [.. fit];
        first[Array.IndexOf(first, "20")] = "10";
        await JsonAsync([.. first, "--checkpoint", "part", "--every", "5"]);

        JsonNode resumed = await JsonAsync([.. fit, "--resume", "part", "--every", "5"]);

        Assert.Equal((string)whole["digest"]!["model"]!, (string)resumed["digest"]!["model"]!);
    }

    [Fact]
    public async Task Fit_Continued_HasTheRoundsOfBoth()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);

        Assert.Equal(40, (int)(await JsonAsync([.. Fit, "--continue", "m.zip"]))["iterations"]!);
    }

    [Theory]
    [InlineData(2, "'--target' is required", "fit xgboost customers.csv")]
    [InlineData(2, "must be a column that is not a feature", "fit xgboost customers.csv --features age,churned --target churned")]
    [InlineData(1, "no column 'gone'", "fit xgboost customers.csv --target gone")]
    [InlineData(1, "must not be the same in all training rows", "fit xgboost one.csv --target y")]
    [InlineData(1, "row 2, column 'y'", "fit xgboost nan.csv --target y")]
    [InlineData(2, "must learn classes where the target is text", "fit xgboost customers.csv --target city --objective reg:squarederror")]
    [InlineData(2, "nonsense", "fit xgboost customers.csv --target churned --set nonsense=1")]
    [InlineData(1, "'nobody'", "fit xgboost customers.csv --target churned --group nobody")]
    [InlineData(1, "no checkpoint to go on from", "fit xgboost customers.csv --target churned --resume nowhere")]
    [InlineData(1, "to validate", "fit xgboost few.csv --target y --early-stopping 2 --validation-fraction 0.01")]
    public async Task Fit_BadInput_SaysWhatIsWrong(int exitCode, string message, string line)
    {
        Points.WriteText(_folder.Path, "one.csv", "a,y\n1,no\n2,no\n3,no\n");
        Points.WriteText(_folder.Path, "nan.csv", "a,y\n1,0\n2,\n3,1\n");
        Points.WriteText(_folder.Path, "few.csv", "a,y\n1,0\n2,1\n3,1\n4,0\n");

        AssertFails(await RunAsync(line.Split(' ')), exitCode, message);
    }

    [Fact]
    public async Task Fit_LibraryMissing_NamesThePackage()
    {
        ProcessOutcome outcome = await EscalaProcess.RunWithAsync("ESCALA_XGBOOST", "/nonexistent", _folder.Path, Fit);

        AssertFails(outcome, 1, "/nonexistent");
    }

    [Fact]
    public async Task Predict_FeatureMissing_NamesIt()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);
        Points.WriteText(_folder.Path, "less.csv", "age,plan\n30,gold\n");

        AssertFails(await RunAsync("predict", "m.zip", "less.csv", "--out", "p.csv"), 1, "'spent'");
    }

    [Fact]
    public async Task Evaluate_ClassUnseenInTraining_NamesIt()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);
        Points.WriteText(_folder.Path, "more.csv", "age,spent,plan,churned\n30,5,gold,perhaps\n31,5,gold,left\n");

        AssertFails(await RunAsync("evaluate", "m.zip", "more.csv"), 1, "'perhaps'");
    }

    [Fact]
    public async Task Predict_ModelDamaged_Fails()
    {
        await RunAsync([.. Fit, "--model", "m.zip"]);
        string path = Path.Combine(_folder.Path, "m.zip");
        byte[] whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        whole[whole.Length / 2] ^= 0xff;
        await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);

        AssertFails(await RunAsync("predict", "m.zip", "customers.csv", "--out", "p.csv"), 1, "m.zip");
    }

    private static void AssertFails(ProcessOutcome outcome, int exitCode, string message)
    {
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await RunAsync([.. arguments, "--json"]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonNode.Parse(outcome.Output)!;
    }

    private Task<ProcessOutcome> RunAsync(params string[] arguments) => EscalaProcess.RunAsync(_folder.Path, arguments);
}
