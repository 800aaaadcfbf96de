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
}
