using System.Diagnostics;
using System.Text.Json;
using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Comparison.Peers;
using Escala.Clustering;
using Escala.Data;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests.Peers;

/// <summary>Peers that do not do what they should: shell scripts in the place of Python files.</summary>
public sealed class PeerRunnerTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PeerSession _session;

    public PeerRunnerTests()
    {
        string points = Points.Write(_folder.Path);
        var request = new KMeansFitRequest
        {
            Data = points,
            Options = new KMeansOptions { Clusters = 3 },
            Rows = new DatasetOptions { Features = ["a", "b"] },
        };
        _session = new PeerSession(request, points);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Marker => Path.Combine(_folder.Path, "started");

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_PeerFails_IsARowWithItsLastWords()
    {
        RunReport run = await RunAsync("echo 'progress {\"rank\":0,\"phase\":\"fit\",\"elapsed\":\"0.00:00:01\"}' >&2; echo 'no memory left' >&2; exit 3");

        Assert.Equal("no memory left", run.Error);
        Assert.Equal(3, run.ExitCode);
        Assert.Null(run.Result);
        Assert.Contains("peer.given-starts", run.Peer!.Differences);
    }

    [Fact]
    public async Task Run_PeerIsKilled_SaysSo()
    {
        RunReport run = await RunAsync("kill -KILL $$");

        Assert.Equal("The process ended with exit code 137 and said nothing (signal 9).", run.Error);
    }

    [Fact]
    public async Task Run_PeerIsSilent_IsEnded()
    {
        RunReport run = await RunAsync($"echo $$ > {Marker}; exec sleep 600", TimeSpan.FromSeconds(1));

        Assert.Equal("The process gave no sign of life for 1 seconds and was ended.", run.Error);
        AssertIsGone(await StartedAsync());
    }

    [Fact]
    public async Task Run_PeerThatBeats_IsNotTakenForDead()
    {
        RunReport run = await RunAsync(
            "for i in 1 2 3 4 5 6; do echo 'progress {\"rank\":0,\"phase\":\"fit\",\"elapsed\":\"0.00:00:01\"}' >&2; sleep 0.5; done; exit 4",
            TimeSpan.FromSeconds(2));

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith("The process ended with exit code 4", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnswerIsNoJson_IsARowWithTheReason()
    {
        RunReport run = await RunAsync("echo hello");

        Assert.StartsWith("The process ended well, but its answer cannot be read: ", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Result);
    }

    [Fact]
    public async Task Run_AnswerWithoutFiles_IsARowWithTheReason()
    {
        RunReport run = await RunAsync(
            "echo '{\"startUpSeconds\":1,\"phases\":[],\"samples\":[],\"versions\":{},\"iterations\":1,\"restartInertias\":[1]}'");

        Assert.Contains("labels", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Result);
    }

    [Fact]
    public async Task Run_NoRowsToTrainOn_IsARowWithTheReason()
    {
        var request = (KMeansFitRequest)_session.Request;
        request = request with { Rows = request.Rows with { Features = ["nothing"] } };
        await using var session = new PeerSession(request, request.Data);

        RunReport run = await Runner("exit 0", session).RunAsync(Begun, null, Token);

        Assert.Contains("nothing", run.Error, StringComparison.Ordinal);
        Assert.Null(run.ExitCode);
    }

    [Fact]
    public async Task Run_Cancelled_LeavesNoProcessAndNoFiles()
    {
        using var cancel = new CancellationTokenSource();
        Task<RunReport> run = Runner($"echo $$ > {Marker}; echo $1 >> {Marker}; sleep 600", _session).RunAsync(Begun, null, cancel.Token);
        string[] started = await StartedAsync(lines: 2);
        KMeansPeerRequest request = JsonSerializer.Deserialize(await File.ReadAllTextAsync(started[1], Token), CliJson.Default.KMeansPeerRequest)!;
        Assert.True(File.Exists(request.Rows));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await _session.DisposeAsync();

        AssertIsGone(started);
        Assert.False(Path.Exists(Path.GetDirectoryName(request.Rows)));
        Assert.False(Path.Exists(Path.GetDirectoryName(request.Starts)));
        Assert.False(Path.Exists(Path.GetDirectoryName(request.Labels)));
    }

    [Fact]
    public async Task Run_RealPeerCancelled_EndsByItself()
    {
        string python = await InstalledPeer.RequireAsync(KMeansPeers.ScikitLearn);
        string script = $"exec {python} -c 'import os, sys, time; sys.path.insert(0, \"{Path.Combine(AppContext.BaseDirectory, "peers")}\"); "
            + $"from peer import Peer; Peer(); open(\"{Marker}\", \"w\").write(str(os.getpid()) + chr(10)); time.sleep(600)' $1";
        using var cancel = new CancellationTokenSource();
        Task<RunReport> run = Runner(script, _session).RunAsync(Begun, null, cancel.Token);
        string[] started = await StartedAsync();

        long begin = Stopwatch.GetTimestamp();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.InRange(Stopwatch.GetElapsedTime(begin), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        AssertIsGone(started);
    }

    private static RunReport Begun => new() { Kind = RunKind.Peer, Name = "sklearn", Threads = 1 };

    private static void AssertIsGone(string[] started) =>
        Assert.False(Directory.Exists($"/proc/{started[0]}"), "The process still runs.");

    private Task<RunReport> RunAsync(string script, TimeSpan? silence = null) => Runner(script, _session, silence).RunAsync(Begun, null, Token);

    private PeerRunner Runner(string script, PeerSession session, TimeSpan? silence = null)
    {
        Points.WriteText(_folder.Path, KMeansPeers.ScikitLearn.Script, script + "\n");
        return new PeerRunner(KMeansPeers.ScikitLearn, new PeerPython("bash", "", NotRun: null), 1, session, "escala compare")
        {
            Scripts = _folder.Path,
            Silence = silence ?? TimeSpan.FromMinutes(1),
        };
    }

    /// <summary>Waits until the peer has written the lines of <see cref="Marker"/>.</summary>
    private async Task<string[]> StartedAsync(int lines = 1)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            string text = File.Exists(Marker) ? await File.ReadAllTextAsync(Marker, deadline.Token) : "";
            if (text.Count(letter => letter == '\n') == lines)
            {
                return text.TrimEnd().Split('\n');
            }

            await Task.Delay(20, deadline.Token);
        }
    }
}
