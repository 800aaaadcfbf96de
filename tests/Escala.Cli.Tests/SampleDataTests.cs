using System.Diagnostics;
using Escala.Cli.Samples;
using Escala.Data;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Where the samples come from.</summary>
public sealed class SampleDataTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly StringWriter _log = new();

    public void Dispose()
    {
        _home.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Resolve_AnythingElse_StaysAsItIs() =>
        Assert.Equal("my/*.csv", await new SampleData(null, _log).ResolveAsync("my/*.csv", SampleData.Flights, CancellationToken.None));

    [Fact]
    public async Task Resolve_FetchedSample_IsItsFile()
    {
        WriteFetch("exit 1");
        var samples = new SampleData(_home.Path, _log);
        string path = samples.PathOf("flights")!;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "");

        Assert.Equal(path, await samples.ResolveAsync("flights", SampleData.Flights, CancellationToken.None));
        Assert.Equal(Path.Combine(_home.Path, "data/node_modules/vega-datasets/data/flights-3m.parquet"), path);
    }

    [Fact]
    public async Task Resolve_SampleNotThere_FetchesItAndRelaysWhatIsSaid()
    {
        WriteFetch("folder=$(dirname \"$0\")/node_modules/vega-datasets/data; mkdir -p $folder; echo fetching >&2; touch "
            + "$folder/flights-3m.parquet; echo fetched");

        string path = await new SampleData(_home.Path, _log).ResolveAsync("flights", SampleData.Flights, CancellationToken.None);

        Assert.True(File.Exists(path));
        Assert.Contains("fetching", _log.ToString(), StringComparison.Ordinal);
        Assert.Contains("fetched", _log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 3", "exit code 3")]
    [InlineData("exit 0", "exit code 0")]
    public async Task Resolve_FetchFails_SaysHowToPassAFile(string script, string how)
    {
        WriteFetch(script);

        DatasetException failure = await Assert.ThrowsAsync<DatasetException>(
            () => new SampleData(_home.Path, _log).ResolveAsync("flights", SampleData.Flights, CancellationToken.None));

        Assert.Contains(how, failure.Message, StringComparison.Ordinal);
        Assert.Contains("escala compare kmeans FILE --clusters K", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_NoProject_SaysHowToPassAFile()
    {
        DatasetException failure = await Assert.ThrowsAsync<DatasetException>(
            () => new SampleData(null, _log).ResolveAsync("flights", SampleData.Flights, CancellationToken.None));

        Assert.Contains("Set ESCALA_HOME", failure.Message, StringComparison.Ordinal);
        Assert.Contains("escala compare kmeans FILE --clusters K", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_CancelledFetch_EndsSoon()
    {
        WriteFetch("sleep 60");
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        long start = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SampleData(_home.Path, _log).ResolveAsync("flights", SampleData.Flights, soon.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Fit_FileNamedLikeASample_ComesFirst()
    {
        string points = Points.Write(_home.Path);
        File.Copy(points, Path.Combine(_home.Path, "flights"));

        ProcessOutcome outcome = await EscalaProcess.RunAsync(_home.Path, "fit", "kmeans", "flights", "--clusters", "2");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("has an ending that no reader knows", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnPython_MadeByTheLauncherOrNot_IsFoundOrNull()
    {
        Assert.Null(ProjectHome.OwnPython(null));
        Assert.Null(ProjectHome.OwnPython(_home.Path));
        string python = Path.Combine(Directory.CreateDirectory(Path.Combine(_home.Path, "artifacts", "python", "bin")).FullName, "python3");
        File.WriteAllText(python, "");
        Assert.Equal(python, ProjectHome.OwnPython(_home.Path));
    }

    [Fact]
    public void Home_Given_IsTaken() => Assert.Equal("/some/where", ProjectHome.Find("/some/where", "/"));

    [Fact]
    public void Home_NotGiven_IsTheFolderAboveWithTheProjectsFiles()
    {
        string deep = Directory.CreateDirectory(Path.Combine(_home.Path, "artifacts", "bin")).FullName;
        Assert.Null(ProjectHome.Find(null, deep));

        Directory.CreateDirectory(Path.Combine(_home.Path, "data"));
        File.WriteAllText(Path.Combine(_home.Path, "data", "package.json"), "{}");
        File.WriteAllText(Path.Combine(_home.Path, "global.json"), "{}");

        Assert.Equal(_home.Path, ProjectHome.Find(null, deep));
        Assert.Equal(_home.Path, ProjectHome.Find("", deep));
    }

    private void WriteFetch(string script) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_home.Path, "data")).FullName, "fetch"), script + "\n");
}
