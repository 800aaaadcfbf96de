using Escala.Data;

namespace Escala.Models;

/// <summary>What every model says about itself in <c>model.json</c>.</summary>
internal abstract record ModelMetadata
{
    /// <summary>The version of the file format.</summary>
    public int FormatVersion { get; init; } = ModelFile.FormatVersion;

    /// <summary>The algorithm that made it.</summary>
    public abstract string Algorithm { get; }

    /// <summary>The version of Escala that made it.</summary>
    public required string Version { get; init; }

    /// <summary>The columns it was trained on, in order.</summary>
    public required IReadOnlyList<DataColumn> Features { get; init; }

    /// <summary>The SQL that made these columns of the file's, or null.</summary>
    public string? Sql { get; init; }
}
