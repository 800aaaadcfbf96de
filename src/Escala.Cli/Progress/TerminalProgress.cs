using Escala.Engines;

namespace Escala.Cli.Progress;

/// <summary>Shows the progress as one line of a terminal that is written over; disposing clears it.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="text">Puts reports into words.</param>
/// <param name="prefix">What the line begins with.</param>
/// <param name="width">The terminal's columns.</param>
internal sealed class TerminalProgress(TextWriter terminal, ProgressText text, string prefix, int width)
    : IProgress<JobProgress>, IDisposable
{
    private const string ClearLine = "\r\u001b[2K";

    private readonly Lock _gate = new();
    private bool _isEnded;

    /// <inheritdoc/>
    public void Report(JobProgress value)
    {
        lock (_gate)
        {
            if (_isEnded || value.Rank != 0)
            {
                return;
            }

            string line = prefix + text.Describe(value);
            terminal.Write(ClearLine + (line.Length < width ? line : line[..Math.Max(0, width - 1)]));
            terminal.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isEnded = true;
            terminal.Write(ClearLine);
            terminal.Flush();
        }
    }
}
