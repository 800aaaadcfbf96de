namespace Escala.Engines;

/// <summary>
/// The files of one job: a scratch folder per rank, which goes when the job has ended, and the files handed over, which stay
/// until <see cref="Dispose"/>. All under one new folder that only this user can enter, made when it is first needed: most jobs hand
/// over nothing.
/// </summary>
internal sealed class JobFolder : IDisposable
{
    private readonly Lazy<string> _root;

    /// <summary>Makes a folder among the system's temporary ones when it is first needed.</summary>
    public JobFolder() => _root = new(() => Directory.CreateTempSubdirectory("escala-").FullName);

    /// <summary>Takes a folder that is there.</summary>
    /// <param name="root">An empty folder of the job's own.</param>
    public JobFolder(string root) => _root = new(() => root);

    /// <summary>The job's own folder.</summary>
    public string Root => _root.Value;

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

        JobFile kept = Place(rank, name);
        File.Move(path, kept.Path);
        return kept;
    }

    /// <summary>The place of a file that a rank hands over; nothing is there yet.</summary>
    /// <exception cref="ArgumentException">The name is no file name, or was handed over before.</exception>
    public JobFile Place(int rank, string name)
    {
        if (name != Path.GetFileName(name) || name is "" or "." or "..")
        {
            throw new ArgumentException($"The name of a file of rank {rank} must be a file name without folders, but was '{name}'.", nameof(name));
        }

        string place = Path.Combine(Directory.CreateDirectory(Path.Combine(Root, $"files-{rank}")).FullName, name);
        return File.Exists(place)
            ? throw new ArgumentException($"The name of a file of rank {rank} must be new, but '{name}' was handed over before.", nameof(name))
            : new JobFile(rank, name, place);
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
        if (_root.IsValueCreated && Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private string ScratchPath(int rank) => Path.Combine(Root, $"scratch-{rank}");
}
