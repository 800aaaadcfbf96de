using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Escala.Cluster.Shims;

/// <summary>
/// The Python program that speaks with a cluster: requests and answers are lines of JSON on its stdin and stdout, and what its
/// libraries say goes to a log.
/// </summary>
internal sealed class ShimProcess : IAsyncDisposable
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process;
    private readonly Action<ShimEvent> _listener;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = [];
    private readonly Lock _writing = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _reader;
    private readonly Task _log;
    private volatile bool _hasEnded;
    private int _lastId;

    private ShimProcess(Process process, string logPath, Action<ShimEvent> listener)
    {
        _process = process;
        _listener = listener;
        _log = LogAsync(process.StandardError.BaseStream, logPath);
        _reader = new Thread(Read) { IsBackground = true, Name = "escala shim" };
        _reader.Start();
    }

    /// <summary>Ends when the process has.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Whether the process has ended. It is known before anybody who waits for an answer is told.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Starts a shim.</summary>
    /// <param name="python">The Python that has the cluster's library.</param>
    /// <param name="script">The shim.</param>
    /// <param name="logPath">The file that what it says on stderr is added to.</param>
    /// <param name="listener">Told what it says unasked, one thing at a time; must not wait.</param>
    /// <exception cref="EscalaException">Python cannot be started.</exception>
    public static ShimProcess Start(string python, string script, string logPath, Action<ShimEvent> listener)
    {
        var start = new ProcessStartInfo(python, ["-u", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = s_utf8,
            StandardOutputEncoding = s_utf8,
        };
        try
        {
            return new ShimProcess(Process.Start(start)!, logPath, listener);
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            throw new EscalaException($"Python must be a program that can be started, but {python} cannot: {cause.Message}. Name another one.", cause);
        }
    }

    /// <summary>Asks something and waits for the answer.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="request">What is asked.</param>
    /// <param name="reply">The answer's shape.</param>
    /// <param name="deadline">How long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting, not what was asked for.</param>
    /// <exception cref="ShimException">The shim could not do it, is gone, or did not answer in time.</exception>
    public async Task<T> AskAsync<T>(ShimRequest request, JsonTypeInfo<T> reply, TimeSpan deadline, CancellationToken cancellationToken)
    {
        int id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        try
        {
            Write(request with { Id = id });
            JsonElement line = await answer.Task.WaitAsync(deadline, cancellationToken).ConfigureAwait(false);
            return line.Deserialize(reply)!;
        }
        catch (TimeoutException)
        {
            throw new ShimException(null, $"The cluster's Python did not answer '{Word(request)}' within {deadline.TotalSeconds:0.#} s.");
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Ends the process, by force where it does not end soon.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            // The end of its input is its order to clear up and end.
            lock (_writing)
            {
                _process.StandardInput.Close();
            }
        }
        catch (IOException)
        {
            // It is gone already.
        }

        if (await Task.WhenAny(Gone, Task.Delay(TimeSpan.FromSeconds(8))).ConfigureAwait(false) != Gone)
        {
            _process.Kill(entireProcessTree: true);
            await Gone.ConfigureAwait(false);
        }

        await Task.WhenAny(_log, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
        _process.Dispose();
    }

    private static string Word(ShimRequest request) => request.GetType().Name;

    private void Write(ShimRequest request)
    {
        string line = JsonSerializer.Serialize(request, ShimJson.Default.ShimRequest);
        try
        {
            lock (_writing)
            {
                _process.StandardInput.WriteLine(line);
                _process.StandardInput.Flush();
            }
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException)
        {
            _hasEnded = true;
            throw new ShimException(null, $"The cluster's Python has ended and cannot be asked '{Word(request)}'.");
        }
    }

    private void Read()
    {
        try
        {
            while (_process.StandardOutput.ReadLine() is { } line)
            {
                Take(JsonDocument.Parse(line).RootElement);
            }
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // What it says makes no sense any more: it has to go, and everybody who waits is told so below.
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _hasEnded = true;
        foreach (TaskCompletionSource<JsonElement> answer in _waiting.Values)
        {
            answer.TrySetException(new ShimException(null, $"The cluster's Python has ended with exit code {_process.ExitCode}."));
        }

        _gone.SetResult();
    }

    private void Take(JsonElement line)
    {
        if (!line.TryGetProperty("id", out JsonElement id) || id.ValueKind != JsonValueKind.Number)
        {
            _listener(line.Deserialize(ShimJson.Default.ShimEvent)!);
            return;
        }

        if (!_waiting.TryRemove(id.GetInt32(), out TaskCompletionSource<JsonElement>? answer))
        {
            return;
        }

        if (line.GetProperty("event").GetString() == "failed")
        {
            string? kind = line.TryGetProperty("kind", out JsonElement word) ? word.GetString() : null;
            answer.TrySetException(new ShimException(kind, line.GetProperty("error").GetString()!));
        }
        else
        {
            answer.TrySetResult(line);
        }
    }

    private static async Task LogAsync(Stream errors, string path)
    {
        await using FileStream log = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await errors.CopyToAsync(log).ConfigureAwait(false);
    }
}
