using System.Diagnostics;
using System.Text.Json.Nodes;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Shims;

/// <summary>What the shim does when something dies or stops.</summary>
[Trait("Cluster", "Dask")]
public sealed class ShimFailureTests(SharedCluster cluster) : IClassFixture<SharedCluster>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly ShimSession _session = cluster.Session;

    [Fact]
    public async Task Send_StoppedChild_DoesNotHoldTheOthersUp()
    {
        int[] ranks = await _session.RunAsync("stopped-child");
        LinuxProcess.Signal(ranks[0], LinuxProcess.Stop);
        string wide = new('x', 3000);

        for (int number = 0; number < 60; number++)
        {
            await _session.SendAsync("stopped-child", $"{number} {wide}");
        }

        await _session.LineAsync("stopped-child", 1, "heard 59");
        JsonNode stopped = await _session.StopAsync("stopped-child");
        Assert.Equal("[0,1]", stopped["ended"]!.ToJsonString());
        Assert.Empty(await LinuxProcess.WaitUntilGoneAsync(ranks, Soon));
        Assert.Empty(_session.Client.Events("stuck"));
    }

    [Fact]
    public async Task Run_KilledChild_EndsWithItsSignalAndTheNextRunWorks()
    {
        int[] ranks = await _session.RunAsync("killed-child");
        LinuxProcess.Signal(ranks[1], LinuxProcess.Kill);

        JsonNode ended = await _session.EndedAsync("killed-child", 1);
        await _session.StopAsync("killed-child");

        Assert.Equal(-9, (int)ended["exit"]!);
        Assert.Empty(await LinuxProcess.WaitUntilGoneAsync(ranks, Soon));
        await _session.RunToEndAsync("after-killed-child");
    }

    [Fact]
    public async Task Run_KilledWorker_IsLostWithin2SecondsAndTheNextRunWorks()
    {
        await _session.RefreshAsync(cluster.Bundle);
        int[] ranks = await _session.RunAsync("killed-worker");
        var time = Stopwatch.StartNew();
        LinuxProcess.Signal(_session.WorkerProcesses[0], LinuxProcess.Kill);

        JsonNode lost = await _session.Client.EventAsync("lost", _ => true);
        double seconds = time.Elapsed.TotalSeconds;
        JsonNode stopped = await _session.StopAsync("killed-worker");

        Assert.Equal(("killed-worker", 0, _session.Workers[0]), ((string)lost["job"]!, (int)lost["rank"]!, (string)lost["worker"]!));
        Assert.InRange(seconds, 0, 2);
        Assert.Equal(("[1]", "[0]"), (stopped["ended"]!.ToJsonString(), stopped["unknown"]!.ToJsonString()));
        Assert.Empty(await LinuxProcess.WaitUntilGoneAsync(ranks, Soon));
        await _session.RefreshAsync(cluster.Bundle);
        Assert.Equal(2, _session.Workers.Length);
        await _session.RunToEndAsync("after-killed-worker");
    }

    [Fact]
    public async Task Stop_StoppedWorker_EndsInTimeAndSaysWhatIsUnknown()
    {
        await _session.RefreshAsync(cluster.Bundle);
        int[] ranks = await _session.RunAsync("stopped-worker");
        int worker = _session.WorkerProcesses[0];
        LinuxProcess.Signal(worker, LinuxProcess.Stop);
        try
        {
            var time = Stopwatch.StartNew();
            JsonNode stopped = await _session.StopAsync("stopped-worker");

            Assert.InRange(time.Elapsed.TotalSeconds, 0, 6);
            Assert.Equal(("[1]", "[0]"), (stopped["ended"]!.ToJsonString(), stopped["unknown"]!.ToJsonString()));
        }
        finally
        {
            LinuxProcess.Signal(worker, LinuxProcess.Continue);
        }

        Assert.Empty(await LinuxProcess.WaitUntilGoneAsync(ranks, Soon));
        await _session.RunToEndAsync("after-stopped-worker");
    }

    [Fact]
    public async Task Quit_InMidJob_LeavesNoProcess()
    {
        using var folder = new TemporaryFolder();
        await using ShimSession session = await ShimSession.StartAsync(folder.Path, cluster.Bundle, workers: 1);
        int[] processes = [.. await session.RunAsync("quit"), .. await EngineProcessesAsync(session)];

        await session.Client.AskAsync("quit");

        Assert.Equal(0, await session.Client.ExitAsync());
        Assert.Empty(await LinuxProcess.WaitUntilGoneAsync(processes, Soon));
        Assert.Empty(Directory.GetDirectories(folder.Path, "dask-*"));
    }

    [Fact]
    public async Task Shim_Killed_LeavesNoProcess()
    {
        using var folder = new TemporaryFolder();
        await using ShimSession session = await ShimSession.StartAsync(folder.Path, cluster.Bundle, workers: 1);
        int[] processes = [.. await session.RunAsync("killed-shim"), .. await EngineProcessesAsync(session)];

        session.Client.Kill();

        await session.Client.ExitAsync();
        Assert.Empty(await LinuxProcess.WaitUntilGoneAsync(processes, Soon));
    }

    [Fact]
    public async Task Scheduler_Killed_IsUnreachableAndOutstandingRequestsFail()
    {
        using var folder = new TemporaryFolder();
        await using ShimSession session = await ShimSession.StartAsync(folder.Path, cluster.Bundle, workers: 1);
        int[] processes = [.. await session.RunAsync("unreachable"), .. await EngineProcessesAsync(session)];
        Task<(string Kind, string Error)> waiting = session.Client.RefuseAsync("run", session.Gang("waiting"));

        LinuxProcess.Signal(processes[1], LinuxProcess.Kill);

        await session.Client.EventAsync("unreachable", _ => true);
        await session.Client.EventAsync("lost", lost => (string?)lost["job"] == "unreachable");
        Assert.Equal("unreachable", (await waiting).Kind);
        Assert.Equal("unreachable", (await session.Client.RefuseAsync("workers", [])).Kind);
        session.Client.CloseInput();
        Assert.Equal(0, await session.Client.ExitAsync());
        Assert.Empty(await LinuxProcess.WaitUntilGoneAsync(processes, Soon));
    }

    /// <summary>The scheduler first, then the workers; the shim itself left out.</summary>
    private static async Task<int[]> EngineProcessesAsync(ShimSession session)
    {
        JsonNode measured = await session.Client.AskAsync("measure", new JsonObject { ["reset"] = false });
        return [.. measured["processes"]!.AsArray().Where(process => (string?)process!["name"] != "shim")
            .OrderBy(process => (string?)process!["name"], StringComparer.Ordinal).Select(process => (int)process!["processId"]!)];
    }
}
