namespace Escala.Cluster.Gang.Bundles;

/// <summary>A file that goes to the nodes.</summary>
/// <param name="Name">Its path in the bundle.</param>
/// <param name="Source">Its path here.</param>
/// <param name="IsExecutable">Whether it may be run.</param>
internal sealed record BundleFile(string Name, string Source, bool IsExecutable)
{
    /// <summary>A file with the permission that it has here.</summary>
    /// <param name="name">Its path in the bundle.</param>
    /// <param name="source">Its path here.</param>
    public static BundleFile Of(string name, string source) =>
        new(name, source, (File.GetUnixFileMode(source) & UnixFileMode.UserExecute) != 0);

    /// <summary>What changes when the file does, without reading it.</summary>
    public string Stamp()
    {
        var file = new FileInfo(Source);
        return $"{Name}|{Source}|{IsExecutable}|{file.Length}|{file.LastWriteTimeUtc.Ticks}";
    }
}
