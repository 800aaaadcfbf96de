using Escala.Cli.Clusters;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Doctor;
using Escala.Cli.Options;
using Escala.Reports.Languages;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>What people read is in the language they ask for, or that of their locale.</summary>
public sealed class LanguageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task FitEvaluatePredict_Text_IsTheGoldenFile(string language)
    {
        Points.Write(_folder.Path);
        string[] common = ["--engine", "serial", "--lang", language];

        string fit = await TextAsync([
            "fit", "kmeans", "points.csv", "--features", "a,b", "--truth", "kind", "--clusters", "3", "--restarts", "2",
            "--test-fraction", "0.3", "--metrics", "all", "--model", "m.zip", .. common]);
        string evaluate = await TextAsync(["evaluate", "m.zip", "points.csv", .. common]);
        string predict = await TextAsync(["predict", "m.zip", "points.csv", "--out", "l.csv", "--keep", "kind", .. common]);

        Assert.Equal(Golden.Read($"fit.{language}.txt"), fit);
        Assert.Equal(Golden.Read($"evaluate.{language}.txt"), evaluate);
        Assert.Equal(Golden.Read($"predict.{language}.txt"), predict);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task FitXGBoost_Text_IsTheGoldenFile(string language)
    {
        Customers.Write(_folder.Path);

        string fit = await TextAsync(
            "fit", "xgboost", "customers.csv", "--features", "age,spent,plan", "--target", "churned", "--rounds", "20", "--early-stopping",
            "5", "--test-fraction", "0.25", "--model", "m.zip", "--engine", "serial", "--threads", "1", "--lang", language);

        Assert.Equal(Golden.Read($"fit-xgboost.{language}.txt"), fit);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task Doctor_Text_IsTheGoldenFile(string code)
    {
        Language language = Language.Find(code)!;
        var output = new StringWriter();

        var python = new PythonSearch(given: "/bin/false");
        var worker = new WorkerSearch("/nowhere");
        var spark = new SparkSearch("/nowhere", "/nowhere/python3") { Java = null };
        var diagnosis = new Diagnosis(
            home: null,
            new PeerSearch(python, spark),
            new ClusterDiagnosis(new DaskSearch(python, worker), spark, worker, language),
            language);

        new DoctorText(language).Write(
            await diagnosis.RunAsync(TestContext.Current.CancellationToken), new CommandConsole(output, output, false, false).Tables());

        Assert.Equal(Golden.Read($"doctor.{code}.txt"), Golden.WithoutTrailingSpaces(MaskedText.OfChecks(output.ToString())));
    }

    [Theory]
    [InlineData("en", "Davies-Bouldin: no value here. At least 2 clusters must have rows")]
    [InlineData("es", "Davies-Bouldin: sin valor aquí. Al menos 2 clústeres deben tener filas")]
    public async Task Fit_OneCluster_SaysOnceWhatScoresNeed(string language, string said)
    {
        Points.Write(_folder.Path);

        string text = await TextAsync(
            "fit", "kmeans", "points.csv", "--features", "a,b", "--clusters", "1", "--test-fraction", "0.5", "--lang", language);

        Assert.Single(text.Split('\n'), line => line.Contains(said.Replace('2', '#'), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("es_ES.UTF-8", "Calidad")]
    [InlineData("es", "Calidad")]
    [InlineData("C", "Quality")]
    [InlineData("fr_FR.UTF-8", "Quality")]
    [InlineData("es_ES.UTF-8", "Quality", "--lang", "en")]
    [InlineData("C", "Calidad", "--lang", "es")]
    public async Task Fit_Language_IsThatOfTheOptionOrOfTheLocale(string locale, string word, params string[] options)
    {
        Points.Write(_folder.Path);

        ProcessOutcome outcome = await EscalaProcess.RunInLocaleAsync(
            locale, _folder.Path, ["fit", "kmeans", "points.csv", "--features", "a,b", "--clusters", "3", .. options]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"\n{word}\n", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es", "es_MX.UTF-8", "en_US.UTF-8", "en_US.UTF-8")]
    [InlineData("es", null, "es_ES@euro", "en_US.UTF-8")]
    [InlineData("es", "", "", "es_ES.UTF-8")]
    [InlineData("en", "C", "es_ES.UTF-8", "es_ES.UTF-8")]
    [InlineData("en", "POSIX", null, null)]
    [InlineData("en", "est_EE.UTF-8", null, null)]
    [InlineData("en", null, null, null)]
    public void Locale_TheFirstVariableThatIsSet_Decides(string code, string? all, string? messages, string? lang)
    {
        Language language = LocaleLanguage.Of(name => name switch
        {
            "LC_ALL" => all,
            "LC_MESSAGES" => messages,
            _ => lang,
        });

        Assert.Equal(code, language.Code);
    }

    [Fact]
    public async Task Json_InASpanishLocale_IsTheSame()
    {
        ProcessOutcome spanish = await EscalaProcess.RunInLocaleAsync("es_ES.UTF-8", _folder.Path, "doctor", "--json", "--python", "/nowhere/python3", "--lang", "es");
        ProcessOutcome english = await EscalaProcess.RunInLocaleAsync("C", _folder.Path, "doctor", "--json", "--python", "/nowhere/python3");

        Assert.Equal(0, spanish.ExitCode);
        Assert.Equal(english.Output, spanish.Output);
    }

    [Fact]
    public async Task Lang_UnknownWord_IsWrongUsage()
    {
        using var program = new ProgramInProcess();

        Assert.Equal(2, await program.RunAsync("doctor", "--lang", "fr"));
        Assert.StartsWith("escala: --lang must be en or es, but was 'fr'.", program.Error, StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, arguments);
        Assert.Equal("", outcome.Error);
        return Golden.WithoutTrailingSpaces(MaskedText.Of(outcome.Output));
    }
}
