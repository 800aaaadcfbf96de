using System.Diagnostics;
using Escala.Cli.Progress;
using Escala.Engines;

namespace Escala.Cli.Comparison;

/// <summary>Runs a child process of this program to its end.</summary>
/// <param name="program">The program.</param>
/// <param name="progress">Told about the child's progress; null for nobody.</param>
internal sealed class ChildRun(ChildProgram program, IProgress<JobProgress>? progress)
{
    private const int TailLines = 20;

    /// <summary>How long a child has to clear up before it is killed: whoever presses Ctrl-C waits a second at most.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(800);

    private static readonly TimeSpan ReadingGrace = TimeSpan.FromSeconds(10);

    /// <summary>Starts the child and waits for it, as long as it gives signs of life.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">
    /// Cancels the child by closing its input, so that it can clear up, and kills it where it does not end soon.
    /// </param>
    public async Task<ChildOutcome> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using Process child = Process.Start(program.Start(arguments))
            ?? throw new EscalaException($"{program.FileName} could not be started.");
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(program.Silence);
        Task<string> output = child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<IReadOnlyList<string>> errors = ReadErrorsAsync(child.StandardError, silence);
        TimeSpan? silent = null;
        try
        {
            await child.WaitForExitAsync(silence.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(child).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            silent = program.Silence;
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        bool isRead = await IsDoneAsync(Task.WhenAll(output, errors)).ConfigureAwait(false);
        return new ChildOutcome(
            child.ExitCode,
            wall,
            isRead ? await output.ConfigureAwait(false) : "",
            isRead ? await errors.ConfigureAwait(false) : [])
        {
            Silence = silent,
        };
    }

    /// <summary>Whether reading ends: a process that the child left behind may hold its output open for ever.</summary>
    private static async Task<bool> IsDoneAsync(Task reading)
    {
        await Task.WhenAny(reading, Task.Delay(ReadingGrace)).ConfigureAwait(false);
        return reading.IsCompletedSuccessfully;
    }

    private static async Task EndAsync(Process child)
    {
        child.StandardInput.Close();
        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await child.WaitForExitAsync(grace.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Passes progress on and keeps the last of the other lines. Every line is a sign of life.</summary>
    private async Task<IReadOnlyList<string>> ReadErrorsAsync(StreamReader errors, CancellationTokenSource silence)
    {
        var tail = new Queue<string>();
        while (await errors.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            silence.CancelAfter(program.Silence);
            if (LineProgress.Parse(line) is { } report)
            {
                progress?.Report(report);
                continue;
            }

            tail.Enqueue(line);
            if (tail.Count > TailLines)
            {
                tail.Dequeue();
            }
        }

        return [.. tail];
    }
}
