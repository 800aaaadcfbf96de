using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;
using Xunit;

namespace Escala.Cluster.Tests.Shims;

/// <summary>What the shim does where nothing is lost.</summary>
[Trait("Cluster", "Dask")]
public sealed class ShimTests(SharedCluster cluster) : IClassFixture<SharedCluster>
{
    private readonly ShimSession _session = cluster.Session;

    [Fact]
    public void Connect_ClusterOfItsOwn_DescribesItsWorkers()
    {
        JsonArray workers = _session.Connected["workers"]!.AsArray();

        Assert.Equal(2, workers.Count);
        Assert.All(workers, worker => Assert.Equal((string)_session.Connected["python"]!, (string)worker!["python"]!));
        Assert.All(workers, worker => Assert.Equal(1, (int)worker!["threads"]!));
        Assert.All(workers, worker => Assert.True((long)worker!["memoryBytes"]! > 0));
        Assert.All(workers, worker => Assert.True(Directory.Exists((string)worker!["localDirectory"]!)));
        Assert.StartsWith("tcp://127.0.0.1:", (string)_session.Connected["scheduler"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_NothingListens_SaysSoSoon()
    {
        await using var client = new ShimClient(cluster.Folder);

        (string kind, string error) = await client.RefuseAsync("connect", new JsonObject { ["address"] = "tcp://127.0.0.1:1", ["deadline"] = 25.0 });

        Assert.Equal("connect", kind);
        Assert.Contains("tcp://127.0.0.1:1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Levels_OfThisProcessor_TheBestThatItHasAndTheKernelsAllow()
    {
        bool hasV4 = Avx512F.VL.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512CD.IsSupported;

        Assert.Equal("x86-64-v3", await LevelAsync("avx2", "x86-64-v3", "x86-64-v4"));
        Assert.Equal(hasV4 ? "x86-64-v4" : "x86-64-v3", await LevelAsync("avx512", "x86-64-v3", "x86-64-v4"));
        Assert.Equal("any", await LevelAsync(null, "any"));
        Assert.Null(await LevelAsync(null, "x86-64-v9"));
    }

    [Fact]
    public async Task Put_TwoWorkersOfOneNode_SendsItOnceAndNeverAgain()
    {
        RankBundle bundle = RankBundle.Write(cluster.Folder, SharedCluster.Manifest + " ");

        JsonNode first = await _session.PutAsync(bundle, unpack: false, keep: false);
        JsonNode second = await _session.PutAsync(bundle, unpack: false, keep: false);

        Assert.Equal(new FileInfo(bundle.Path).Length, (long)first["sentBytes"]!);
        Assert.Equal((1, 0), ((int)first["nodes"]!, (int)second["nodes"]!));
        Assert.Equal(0, (long)second["sentBytes"]!);
        string there = (string)first["paths"]![_session.Workers[0]]!;
        Assert.Equal(File.ReadAllBytes(bundle.Path), File.ReadAllBytes(there));
        await _session.Client.AskAsync("drop", new JsonObject { ["hashes"] = new JsonArray(bundle.Hash) });
        Assert.False(File.Exists(there));
    }

    [Fact]
    public async Task Put_OtherContentThanItsHash_IsRefusedAndNotThere()
    {
        string hash = new('0', 64);

        (string kind, string error) = await _session.Client.RefuseAsync("put", _session.PutRequest(hash, cluster.Bundle.Path));

        Assert.Equal("file", kind);
        Assert.Contains(cluster.Bundle.Hash, error, StringComparison.Ordinal);
        string[] folders = Directory.GetDirectories(cluster.Folder, hash, SearchOption.AllDirectories);
        Assert.DoesNotContain(folders, folder => !folder.Contains(".holders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_TwoRanks_RelaysLinesInOrderAndExitCodes()
    {
        await _session.RunAsync("order");
        Task[] sent = [.. Enumerable.Range(0, 100).Select(number => _session.SendAsync("order", $"line {number:000} ñ"))];
        await Task.WhenAll(sent);
        await _session.SendAsync("order", "exit 0", 0);
        await _session.SendAsync("order", "complain 3", 1);
        JsonNode good = await _session.EndedAsync("order", 0);
        JsonNode bad = await _session.EndedAsync("order", 1);
        JsonNode stopped = await _session.StopAsync("order");

        string[] expected = [.. Enumerable.Range(0, 100).Select(number => $"heard line {number:000} ñ")];
        Assert.Equal(expected, _session.Lines("order", 0).Skip(1));
        Assert.Equal(expected, _session.Lines("order", 1).Skip(1));
        Assert.EndsWith(" plain 1", _session.Lines("order", 1)[0], StringComparison.Ordinal);
        Assert.Equal((0, 3), ((int)good["exit"]!, (int)bad["exit"]!));
        Assert.Equal("trouble\n", (string)bad["stderr"]!);
        Assert.Equal("[0,1]", stopped["ended"]!.ToJsonString());
        Assert.Equal("[0,1]", (await _session.StopAsync("order"))["ended"]!.ToJsonString());
    }

    [Fact]
    public async Task Run_Rank_RunsInAScratchFolderOfItsOwn()
    {
        await _session.RunAsync("scratch");
        await _session.SendAsync("scratch", "environment", 1);
        string[] told = (await _session.LineAsync("scratch", 1, "/")).Split('|');
        bool wasThere = Directory.Exists(told[0]);
        await _session.StopAsync("scratch");

        Assert.Equal(told[0], told[1]);
        Assert.EndsWith($"{cluster.Bundle.Hash}/lib", told[2].Split(':')[0], StringComparison.Ordinal);
        Assert.Equal("told", told[3]);
        Assert.True(wasThere);
        Assert.False(Directory.Exists(told[0]));
    }

    [Fact]
    public async Task Run_RankThatSaysNothing_FailsAtTheStartDeadline()
    {
        (string kind, string error) = await _session.Client.RefuseAsync("run", _session.Gang("silent", "silent", startDeadline: 0.5));

        Assert.Equal("start", kind);
        Assert.Contains("0.5 s", error, StringComparison.Ordinal);
        await _session.RunToEndAsync("after-silent");
    }

    [Fact]
    public async Task Run_WorkersAreBusy_FailsAtTheQueueDeadlineAndWaitsWithinIt()
    {
        await _session.RunAsync("busy");

        (string kind, _) = await _session.Client.RefuseAsync("run", _session.Gang("impatient", queueDeadline: 0.5));
        Task<JsonNode> patient = _session.Client.Post("run", _session.Gang("patient"));
        await _session.StopAsync("busy");
        string? answer = (string?)(await patient)["event"];
        await _session.StopAsync("patient");

        Assert.Equal("queue", kind);
        Assert.Equal("reply", answer);
    }

    [Fact]
    public async Task Run_NodeCannotRunIt_IsRefusedInWords()
    {
        RankBundle old = RankBundle.Write(cluster.Folder, """{"name":"script","glibc":"99.1","programs":{"any":"any/rank"}}""");
        JsonObject gang = _session.Gang("unfit");
        JsonNode paths = (await _session.PutAsync(old))["paths"]!;
        gang["ranks"]![1]!["program"] = (string)paths[_session.Workers[1]]!;

        (string kind, string error) = await _session.Client.RefuseAsync("run", gang);

        Assert.Equal("program", kind);
        Assert.Contains("needs glibc 99.1 or later", error, StringComparison.Ordinal);
        Assert.Contains(_session.Workers[1], error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TwoSessionsAtOnce_BothFinish()
    {
        await using ShimSession other = await ShimSession.JoinAsync(cluster.Folder, cluster.Bundle, (string)_session.Connected["scheduler"]!);
        for (int turn = 0; turn < 5; turn++)
        {
            await Task.WhenAll(_session.RunToEndAsync($"one-{turn}"), other.RunToEndAsync($"other-{turn}"));
        }
    }

    [Fact]
    public async Task Fetch_FileOfARank_ComesWholeButNothingFromOutside()
    {
        string target = Path.Combine(cluster.Folder, "fetched");
        await _session.RunAsync("fetch");
        await _session.SendAsync("fetch", "make 9000001", 1);
        await _session.LineAsync("fetch", 1, "made");
        var request = new JsonObject { ["job"] = "fetch", ["rank"] = 1, ["path"] = "made", ["to"] = target, ["deadline"] = 20.0 };

        JsonNode fetched = await _session.Client.AskAsync("fetch", request);
        request["path"] = "../fetch-0/made";
        (string kind, string error) = await _session.Client.RefuseAsync("fetch", request);
        await _session.StopAsync("fetch");

        Assert.Equal(9000001, (long)fetched["bytes"]!);
        Assert.Equal(9000001, new FileInfo(target).Length);
        Assert.Equal("file", kind);
        Assert.Contains("must be inside", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_Cluster_GivesEveryProcess()
    {
        JsonArray processes = (await _session.Client.AskAsync("measure", new JsonObject { ["reset"] = true }))["processes"]!.AsArray();

        Assert.Equal(["scheduler", "shim", "worker", "worker"], processes.Select(process => (string)process!["name"]!).Order());
        Assert.All(processes, process => Assert.InRange((double)process!["cpuSeconds"]!, 0.05, 1000));
        Assert.All(processes, process => Assert.True((long)process!["peakResidentBytes"]! >= (long)process["residentBytes"]!));
    }

    /// <summary>The level that both workers have.</summary>
    private async Task<string?> LevelAsync(string? kernels, params string[] levels)
    {
        JsonNode reply = await _session.Client.AskAsync("levels", new JsonObject
        {
            ["levels"] = new JsonArray([.. levels.Select(level => JsonValue.Create(level))]),
            ["kernels"] = kernels,
            ["workers"] = new JsonArray([.. _session.Workers.Select(worker => JsonValue.Create(worker))]),
        });
        string?[] found = [.. _session.Workers.Select(worker => (string?)reply["levels"]![worker])];
        return Assert.Single(found.Distinct());
    }
}
