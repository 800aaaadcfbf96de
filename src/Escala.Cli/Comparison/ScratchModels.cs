namespace Escala.Cli.Comparison;

/// <summary>Model files in a folder of their own, which goes in the end.</summary>
internal sealed class ScratchModels : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("escala-").FullName;

    /// <summary>The file of an algorithm's model, there or not.</summary>
    /// <param name="algorithm">Its name.</param>
    public string PathOf(string algorithm) => Path.Combine(_folder, $"{algorithm}.zip");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
