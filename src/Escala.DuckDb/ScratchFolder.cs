namespace Escala.DuckDb;

/// <summary>A folder of its own under the system's folder for temporary files, made on first use and removed in the end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private string? _path;

    /// <summary>The folder, which exists.</summary>
    public string Path => _path ??= Directory.CreateTempSubdirectory("escala-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_path is not null && Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }

        _path = null;
    }
}
