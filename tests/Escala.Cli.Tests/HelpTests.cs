using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>The help is a contract: a change shows in a golden file, which is edited by hand.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("root", "--help")]
    [InlineData("fit", "fit", "--help")]
    [InlineData("fit-kmeans", "fit", "kmeans", "--help")]
    [InlineData("fit-xgboost", "fit", "xgboost", "--help")]
    [InlineData("fit-cnn", "fit", "cnn", "--help")]
    [InlineData("explain", "explain", "--help")]
    [InlineData("export", "export", "--help")]
    [InlineData("predict", "predict", "--help")]
    [InlineData("evaluate", "evaluate", "--help")]
    [InlineData("compare", "compare", "--help")]
    [InlineData("doctor", "doctor", "--help")]
    public async Task Help_IsTheGoldenFile(string golden, params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        ProcessOutcome outcome = await EscalaProcess.RunAsync(folder.Path, arguments);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("", outcome.Error);
        Assert.Equal(Golden.Read($"help-{golden}.txt"), Golden.WithoutTrailingSpaces(outcome.Output));
    }

    [Theory]
    [InlineData("--supervised")]
    public void Help_DoesNotPromiseWhatIsNotBuilt(string word)
    {
        foreach (string file in Golden.All("help-*.txt"))
        {
            Assert.DoesNotContain(word, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
        }
    }
}
