using Escala.LibXGBoost;

namespace Escala.Boosting;

/// <summary>The libxgboost that this process trains with.</summary>
public sealed class XGBoostRuntime
{
    private XGBoostRuntime(XGBoostLibrary library)
    {
        Path = library.Path;
        Version = library.Version;
    }

    /// <summary>The file it was loaded from.</summary>
    public string Path { get; }

    /// <summary>Its version: major, minor and patch, from 1.7 to below 4.0.</summary>
    public Version Version { get; }

    /// <summary>
    /// Loads it at the first call: the file, or the file in the folder, that the environment variable <c>ESCALA_XGBOOST</c> names,
    /// and without one <c>libxgboost.so</c> or <c>libxgboost.so.0</c> from where the system looks for libraries.
    /// </summary>
    /// <exception cref="EscalaException">It is not there, cannot be loaded or is of another version; the message says what to do.</exception>
    public static XGBoostRuntime Require() => new(XGBoostLibrary.Require());
}
