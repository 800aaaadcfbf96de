using System.Diagnostics;
using Escala.Data;
using Escala.DuckDb;
using Escala.Engines;

namespace Escala.Cli.Algorithms;

/// <summary>The file that predictions go to.</summary>
/// <param name="path">The file.</param>
/// <param name="keep">The columns of the data that are written beside them.</param>
/// <param name="writer">Writes it.</param>
internal sealed class PredictionOutput(string path, IReadOnlyList<string> keep, PredictionWriter writer)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The columns of the data that are written beside the predictions.</summary>
    public IReadOnlyList<string> Keep => keep;

    /// <summary>The size of the file, once it is written.</summary>
    public long Bytes { get; private set; }

    /// <summary>The time that writing it took.</summary>
    public double Seconds { get; private set; }

    /// <summary>Writes what the ranks of a job handed over.</summary>
    /// <param name="parts">The files of the ranks.</param>
    /// <param name="rows">The number of rows in them.</param>
    /// <param name="plan">The data that were predicted.</param>
    /// <param name="files">The file of each row, to be written beside it; none where rows are not files.</param>
    /// <param name="cancellationToken">Ends it; no file is left then.</param>
    public void Write(IEnumerable<JobFile> parts, long rows, DataPlan plan, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        writer.Write([.. parts.OrderBy(part => part.Rank).Select(part => part.Path)], rows, plan, files, cancellationToken);
        Bytes = new FileInfo(path).Length;
        Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
