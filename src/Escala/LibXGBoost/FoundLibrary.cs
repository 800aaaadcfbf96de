namespace Escala.LibXGBoost;

/// <summary>A libxgboost that is loaded and can be worked with.</summary>
/// <param name="Handle">The system's handle.</param>
/// <param name="Path">The file it was loaded from.</param>
/// <param name="Version">Its version: major, minor and patch.</param>
internal sealed record FoundLibrary(nint Handle, string Path, Version Version);
