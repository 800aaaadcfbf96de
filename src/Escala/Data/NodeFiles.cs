namespace Escala.Data;

/// <summary>Checks that a worker sees the files that the driver has planned with.</summary>
internal static class NodeFiles
{
    /// <summary>Refuses files of pieces that are not there, or are of another size than in the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pieces">The pieces that this process will read.</param>
    /// <exception cref="DatasetException">One is; the message names the path, not the worker.</exception>
    public static void Require(DataPlan plan, IReadOnlyList<DataPiece> pieces)
    {
        foreach (int index in pieces.Select(piece => piece.FileIndex).Distinct())
        {
            DataFile file = plan.Files[index];
            long bytes = Length(file.Path);
            if (bytes != file.Bytes)
            {
                throw new DatasetException(
                    $"{file.Path} must have {file.Bytes} bytes on the worker, as on the driver, but has {bytes}: it is another file. "
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
