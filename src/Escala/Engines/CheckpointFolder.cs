namespace Escala.Engines;

/// <summary>Where the checkpoints of a job stay. A file of a checkpoint's name is always whole.</summary>
/// <param name="path">The folder; made with the first checkpoint.</param>
internal sealed class CheckpointFolder(string path) : ICheckpoints
{
    /// <summary>Writes a checkpoint beside its place, brings it to the disk, and moves it there.</summary>
    /// <inheritdoc/>
    public void Write(string name, Action<Stream> write)
    {
        if (name != Path.GetFileName(name) || name is "" or "." or "..")
        {
            throw new ArgumentException($"The name of a checkpoint must be a file name without folders, but was '{name}'.", nameof(name));
        }

        string partial = Path.Combine(path, $".{name}.{Guid.NewGuid():N}.partial");
        try
        {
            Directory.CreateDirectory(path);
            using (FileStream stream = File.Create(partial))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, Path.Combine(path, name), overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new EscalaException(
                $"The checkpoint '{name}' cannot be written to '{path}': {cause.Message} Name a folder you may write to.", cause);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }
}
