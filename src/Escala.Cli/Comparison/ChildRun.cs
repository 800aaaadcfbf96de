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

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Starts the child and waits for it.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">
    /// Cancels the child by closing its input, so that it can clear up, and kills it where it takes more than a few seconds.
    /// </param>
    public async Task<ChildOutcome> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using Process child = Process.Start(program.Start(arguments))
            ?? throw new EscalaException($"{program.FileName} could not be started.");
        Task<string> output = child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<IReadOnlyList<string>> errors = ReadErrorsAsync(child.StandardError);
        try
        {
            await child.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(child).ConfigureAwait(false);
            throw;
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        return new ChildOutcome(
            child.ExitCode, wall, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
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

    /// <summary>Passes progress on and keeps the last of the other lines.</summary>
    private async Task<IReadOnlyList<string>> ReadErrorsAsync(StreamReader errors)
    {
        var tail = new Queue<string>();
        while (await errors.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
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
