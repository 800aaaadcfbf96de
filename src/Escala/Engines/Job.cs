using Escala.Data;

namespace Escala.Engines;

/// <summary>An operator's options and data, ready for an engine.</summary>
/// <typeparam name="TOptions">The operator's options.</typeparam>
/// <param name="Options">The options.</param>
/// <param name="Data">The data.</param>
public sealed record Job<TOptions>(TOptions Options, Dataset Data)
{
    /// <summary>Files that travel with the job, by the name the operator asks for: a model to predict with. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A folder of the driver that checkpoints are kept in, made where it does not exist; what is there stays when the job has ended,
    /// failed or been killed. Default null: the operator may make no checkpoints.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Data that the operator opens by itself, by a path in its options; null where it reads <see cref="Data"/>.</summary>
    internal IPackable? Packable { get; init; }

    /// <summary>Checks that the files that travel with the job are there.</summary>
    /// <exception cref="EscalaException">One is not.</exception>
    internal void RequireFiles()
    {
        foreach ((string name, string path) in Files)
        {
            if (!File.Exists(path))
            {
                throw new EscalaException($"The file '{name}' of the job must exist, but {path} was not found.");
            }
        }
    }
}
