namespace Escala.Cluster.Gang.Bundles;

/// <summary>What a worker folder says of its programs, and a bundle of its one program; the task on a node looks whether it can run it.</summary>
internal sealed record WorkerManifest
{
    /// <summary>The name of its file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The name of the program.</summary>
    public required string Name { get; init; }

    /// <summary>The oldest glibc that all files of the folder can be loaded with; null in a worker folder: it is read from the files.</summary>
    public string? Glibc { get; init; }

    /// <summary>
    /// The executables by what the CPU must have: <c>x86-64-v4</c>, <c>x86-64-v3</c> or <c>any</c>. Paths are relative to the folder.
    /// </summary>
    public required SortedDictionary<string, string> Programs { get; init; }
}
