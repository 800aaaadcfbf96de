namespace Escala.Vision.Images;

/// <summary>Files that are closed again unless all of a set could be opened.</summary>
internal sealed class OpenedFiles : IDisposable
{
    private readonly List<MappedFile> _files = [];

    /// <summary>Takes a file over.</summary>
    public void Add(MappedFile file) => _files.Add(file);

    /// <summary>Hands the files on to whoever has the segments.</summary>
    /// <returns>The bytes of all files.</returns>
    public long Keep()
    {
        long bytes = _files.Sum(file => file.Length);
        _files.Clear();
        return bytes;
    }

    /// <summary>Closes the files that are still here.</summary>
    public void Dispose()
    {
        foreach (MappedFile file in _files)
        {
            file.Dispose();
        }
    }
}
