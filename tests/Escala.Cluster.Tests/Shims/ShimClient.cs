using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Escala.Cluster.Tests.Shims;

/// <summary>The real shim as a process, and its protocol: requests with an id, their answers, and events.</summary>
internal sealed class ShimClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = new();
    private readonly List<JsonNode> _events = [];
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _reader;
    private int _last;

    public ShimClient(string folder)
    {
        string home = Directory.CreateDirectory(Path.Combine(folder, $"shim-{Guid.NewGuid():N}")).FullName;
        WriteSources(home);
        _process = Process.Start(new ProcessStartInfo(DaskPython.Path, ["-u", Path.Combine(home, "escala_dask.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        _reader = ReadAsync();
    }

    /// <summary>What it wrote to stderr.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public int ProcessId => _process.Id;

    /// <summary>Writes the sources of all shims into a folder.</summary>
    public static void WriteSources(string folder)
    {
        System.Reflection.Assembly assembly = typeof(DaskEngine).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".py", StringComparison.Ordinal)))
        {
            using Stream source = assembly.GetManifestResourceStream(name)!;
            using FileStream file = File.Create(Path.Combine(folder, name));
            source.CopyTo(file);
        }
    }

    /// <summary>Sends a request; its answer comes later.</summary>
    public Task<JsonNode> Post(string operation, JsonObject? request = null)
    {
        int id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[id] = answer;
        JsonObject whole = request?.DeepClone().AsObject() ?? [];
        whole["id"] = id;
        whole["op"] = operation;
        lock (_process)
        {
            _process.StandardInput.WriteLine(whole.ToJsonString());
            _process.StandardInput.Flush();
        }

        return answer.Task.WaitAsync(Patience);
    }

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<JsonNode> AskAsync(string operation, JsonObject? request = null)
    {
        JsonNode answer = await Post(operation, request);
        return (string?)answer["event"] == "reply" ? answer
            : throw new InvalidOperationException($"{operation}: {answer.ToJsonString()}\n{string.Join('\n', Log)}");
    }

    /// <summary>Sends a request that must fail; returns what it says.</summary>
    public async Task<(string Kind, string Error)> RefuseAsync(string operation, JsonObject request)
    {
        JsonNode answer = await Post(operation, request);
        return (string?)answer["event"] == "failed" ? ((string)answer["kind"]!, (string)answer["error"]!)
            : throw new InvalidOperationException($"{operation} succeeded: {answer.ToJsonString()}");
    }

    /// <summary>Waits for an event of a kind that fulfils a condition; earlier ones count.</summary>
    public async Task<JsonNode> EventAsync(string kind, Func<JsonNode, bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            JsonNode? found = Events(kind).FirstOrDefault(condition);
            if (found is not null)
            {
                return found;
            }

            await _news.Reader.ReadAsync(deadline.Token);
        }
    }

    /// <summary>The events of a kind so far.</summary>
    public JsonNode[] Events(string kind)
    {
        lock (_events)
        {
            return [.. _events.Where(one => (string?)one["event"] == kind)];
        }
    }

    /// <summary>Ends its stdin.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    public void Kill() => _process.Kill();

    /// <summary>Waits for its end; returns its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            CloseInput();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }

        await _reader;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            JsonNode message = JsonNode.Parse(line)!;
            if (message["id"] is { } id)
            {
                _answers[(int)id].SetResult(message);
                continue;
            }

            lock (_events)
            {
                _events.Add(message);
            }

            _news.Writer.TryWrite(true);
        }

        foreach (TaskCompletionSource<JsonNode> answer in _answers.Values)
        {
            answer.TrySetException(new InvalidOperationException($"The shim has ended.\n{string.Join('\n', Log)}"));
        }
    }
}
