namespace Escala.Cli.Comparison;

/// <summary>A model file in a folder of its own, which goes in the end.</summary>
internal sealed class ScratchModel : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("escala-").FullName;

    /// <summary>The file, there or not.</summary>
    public string Path => System.IO.Path.Combine(_folder, "model.zip");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
