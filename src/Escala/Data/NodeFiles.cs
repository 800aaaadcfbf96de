namespace Escala.Data;

/// <summary>Checks that a worker sees the files that the driver has planned with.</summary>
internal static class NodeFiles
{
    /// <summary>Refuses files of pieces that are not there, or are of another size than in the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pieces">The pieces that this process will read.</param>
    /// <exception cref="DatasetException">One is; the message names the path, not the worker.</exception>
    public static void Require(DataPlan plan, IReadOnlyList<DataPiece> pieces) => Require(
        pieces.Select(piece => piece.FileIndex).Distinct().Select(index => (plan.Files[index].OpenedPath, plan.Files[index].Bytes)));

    /// <summary>Refuses files that are not there, or are of another size than the driver saw.</summary>
    /// <param name="files">The files that this process will read.</param>
    /// <exception cref="DatasetException">One is; the message names the path, not the worker.</exception>
    public static void Require(IEnumerable<(string Path, long Bytes)> files)
    {
        foreach ((string path, long expected) in files)
        {
            long bytes = Length(path);
            if (bytes != expected)
            {
                throw new DatasetException(
                    $"{path} must have {expected} bytes on the worker, as on the driver, but has {bytes}: it is another file. "
                    + "Copy it to the worker anew, or send the rows with --ship.");
            }
        }
    }

    private static long Length(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return stream.Length;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(
                $"The worker cannot see {path}: {fault.Message} Put the file where every worker has it under this path, "
                + "or send the rows with --ship.",
                fault);
        }
    }
}
