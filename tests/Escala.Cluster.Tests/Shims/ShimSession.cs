using System.Text.Json.Nodes;

namespace Escala.Cluster.Tests.Shims;

/// <summary>A connected shim with the script on its nodes, and the requests as the tests need them.</summary>
internal sealed class ShimSession(ShimClient client) : IAsyncDisposable
{
    private JsonNode? _paths;

    public ShimClient Client => client;

    /// <summary>The answer to connect.</summary>
    public JsonNode Connected { get; private set; } = null!;

    /// <summary>The addresses of the workers, as they were last asked for.</summary>
    public string[] Workers { get; private set; } = [];

    /// <summary>The processes of the workers.</summary>
    public int[] WorkerProcesses { get; private set; } = [];

    /// <summary>A cluster of its own.</summary>
    public static async Task<ShimSession> StartAsync(string folder, RankBundle bundle, int workers) => await OpenAsync(
        folder, bundle, new JsonObject { ["cluster"] = new JsonObject { ["workers"] = workers, ["threads"] = 1, ["folder"] = folder } });

    /// <summary>A session at a cluster that is there.</summary>
    public static async Task<ShimSession> JoinAsync(string folder, RankBundle bundle, string address) =>
        await OpenAsync(folder, bundle, new JsonObject { ["address"] = address });

    /// <summary>Asks for the workers, and sends them what they do not have.</summary>
    public async Task RefreshAsync(RankBundle bundle)
    {
        Take((await client.AskAsync("workers"))["workers"]!);
        _paths = (await PutAsync(bundle))["paths"];
    }

    public async Task<JsonNode> PutAsync(RankBundle bundle, bool unpack = true, bool keep = true) =>
        await client.AskAsync("put", PutRequest(bundle.Hash, bundle.Path, unpack, keep));

    public JsonObject PutRequest(string hash, string path, bool unpack = true, bool keep = true) => new()
    {
        ["hash"] = hash,
        ["path"] = path,
        ["name"] = Path.GetFileName(path),
        ["unpack"] = unpack,
        ["keep"] = keep,
        ["workers"] = new JsonArray([.. Workers.Select(worker => JsonValue.Create(worker))]),
        ["deadline"] = 30.0,
    };

    /// <summary>The request for a gang with a rank on each worker.</summary>
    public JsonObject Gang(string job, string bootstrap = "plain", double queueDeadline = 20, double startDeadline = 20) => new()
    {
        ["job"] = job,
        ["ranks"] = new JsonArray([.. Workers.Select((worker, rank) => new JsonObject
        {
            ["rank"] = rank,
            ["worker"] = worker,
            ["program"] = (string)_paths![worker]!,
            ["bootstrap"] = $"{bootstrap} {rank}",
        })]),
        ["environment"] = new JsonObject { ["FROM_TEST"] = "told" },
        ["queueDeadline"] = queueDeadline,
        ["startDeadline"] = startDeadline,
    };

    /// <summary>Places a gang and returns the processes of its ranks.</summary>
    public async Task<int[]> RunAsync(string job)
    {
        await client.AskAsync("run", Gang(job));
        return await RankProcessesAsync(job);
    }

    /// <summary>The processes of a gang that was placed.</summary>
    public async Task<int[]> RankProcessesAsync(string job)
    {
        var processes = new int[Workers.Length];
        for (int rank = 0; rank < processes.Length; rank++)
        {
            string line = await LineAsync(job, rank, "hello");
            processes[rank] = int.Parse(line.Split(' ')[1]);
        }

        return processes;
    }

    public async Task SendAsync(string job, string line, params int[] ranks) => await client.AskAsync("send", new JsonObject
    {
        ["job"] = job,
        ["ranks"] = ranks.Length == 0 ? null : new JsonArray([.. ranks.Select(rank => JsonValue.Create(rank))]),
        ["line"] = line,
    });

    /// <summary>Waits for a line of a rank that begins so.</summary>
    public async Task<string> LineAsync(string job, int rank, string beginning) => (string)(await client.EventAsync("line",
        line => Is(line, job, rank) && ((string)line["line"]!).StartsWith(beginning, StringComparison.Ordinal)))["line"]!;

    /// <summary>All lines of a rank so far.</summary>
    public string[] Lines(string job, int rank) =>
        [.. client.Events("line").Where(line => Is(line, job, rank)).Select(line => (string)line["line"]!)];

    /// <summary>Waits for the end of a rank.</summary>
    public async Task<JsonNode> EndedAsync(string job, int rank) => await client.EventAsync("ended", end => Is(end, job, rank));

    public async Task<JsonNode> StopAsync(string job, double grace = 0) =>
        await client.AskAsync("stop", new JsonObject { ["job"] = job, ["grace"] = grace });

    /// <summary>Runs a gang to its good end.</summary>
    public async Task RunToEndAsync(string job)
    {
        await client.AskAsync("run", Gang(job));
        await SendAsync(job, "exit 0");
        JsonNode stopped = await StopAsync(job, grace: 20);
        if (stopped["ended"]!.AsArray().Count != Workers.Length)
        {
            throw new InvalidOperationException(stopped.ToJsonString());
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private static async Task<ShimSession> OpenAsync(string folder, RankBundle bundle, JsonObject request)
    {
        var session = new ShimSession(new ShimClient(folder));
        request["deadline"] = 60.0;
        session.Connected = await session.Client.AskAsync("connect", request);
        session.Take(session.Connected["workers"]!);
        session._paths = (await session.PutAsync(bundle))["paths"];
        return session;
    }

    private static bool Is(JsonNode message, string job, int rank) => (string?)message["job"] == job && (int?)message["rank"] == rank;

    private void Take(JsonNode workers)
    {
        Workers = [.. workers.AsArray().Select(worker => (string)worker!["address"]!)];
        WorkerProcesses = [.. workers.AsArray().Select(worker => (int)worker!["processId"]!)];
    }
}
