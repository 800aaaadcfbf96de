namespace Escala.Engines;

/// <summary>
/// The files of one job: a scratch folder per rank, which goes when the job has ended, and the files handed over, which stay
/// until <see cref="Dispose"/>. All under one new folder that only this user can enter, made when it is first needed: most jobs hand
/// over nothing.
/// </summary>
internal sealed class JobFolder : IDisposable
{
    private readonly Lazy<string> _root = new(() => Directory.CreateTempSubdirectory("escala-").FullName);

    /// <summary>Makes a rank's scratch folder.</summary>
    public string AddScratch(int rank) => Directory.CreateDirectory(ScratchPath(rank)).FullName;

    /// <summary>Moves a file out of a rank's scratch folder to where it stays.</summary>
    public JobFile Keep(int rank, string name, string path)
    {
        string scratch = ScratchPath(rank) + Path.DirectorySeparatorChar;
        if (!Path.GetFullPath(path).StartsWith(scratch, StringComparison.Ordinal) || !File.Exists(path))
        {
            throw new ArgumentException($"The file '{name}' of rank {rank} must be a file in {scratch}, but was '{path}'.", nameof(path));
        }

        if (name != Path.GetFileName(name) || name is "" or "." or "..")
        {
            throw new ArgumentException($"The name of a file of rank {rank} must be a file name without folders, but was '{name}'.", nameof(name));
        }

        string kept = Path.Combine(Directory.CreateDirectory(Path.Combine(_root.Value, $"files-{rank}")).FullName, name);
        if (File.Exists(kept))
        {
            throw new ArgumentException($"The name of a file of rank {rank} must be new, but '{name}' was handed over before.", nameof(name));
        }

        File.Move(path, kept);
        return new JobFile(rank, name, kept);
    }

    /// <summary>Removes the scratch folders that ranks 0 to world - 1 have.</summary>
    public void RemoveScratch(int world)
    {
        for (int rank = 0; rank < world && _root.IsValueCreated; rank++)
        {
            if (Directory.Exists(ScratchPath(rank)))
            {
                Directory.Delete(ScratchPath(rank), recursive: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_root.IsValueCreated && Directory.Exists(_root.Value))
        {
            Directory.Delete(_root.Value, recursive: true);
        }
    }

    private string ScratchPath(int rank) => Path.Combine(_root.Value, $"scratch-{rank}");
}
