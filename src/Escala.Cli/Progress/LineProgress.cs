using System.Text.Json;
using Escala.Engines;

namespace Escala.Cli.Progress;

/// <summary>Tells the process that started this one about progress: one JSON object a line, after a mark.</summary>
/// <param name="output">Where to.</param>
internal sealed class LineProgress(TextWriter output) : IProgress<JobProgress>
{
    private const string Mark = "progress ";

    /// <inheritdoc/>
    public void Report(JobProgress value) => output.WriteLine(Mark + JsonSerializer.Serialize(value, CliJson.Default.JobProgress));

    /// <summary>Reads such a line; null where it is another one.</summary>
    /// <param name="line">The line.</param>
    public static JobProgress? Parse(string line) => line.StartsWith(Mark + "{", StringComparison.Ordinal)
        ? JsonSerializer.Deserialize(line.AsSpan(Mark.Length), CliJson.Default.JobProgress)
        : null;
}
