using System.Reflection;
using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>The libxgboost of this process: found once, by <see cref="LibrarySearch"/>, and kept to the end.</summary>
internal sealed unsafe class XGBoostLibrary
{
    private static readonly Lazy<XGBoostLibrary> s_loaded = new(Load);
    private readonly nint _handle;

    private XGBoostLibrary(FoundLibrary found)
    {
        _handle = found.Handle;
        Path = found.Path;
        Version = found.Version;
    }

    /// <summary>The file it was loaded from.</summary>
    public string Path { get; }

    /// <summary>Its version: major, minor and patch.</summary>
    public Version Version { get; }

    /// <summary>The library; loads it at the first call.</summary>
    /// <exception cref="XGBoostException">There is none, or one that Escala does not work with.</exception>
    public static XGBoostLibrary Require() => s_loaded.Value;

    /// <summary>What the library says of how it was built: a JSON object whose keys are XGBoost's own.</summary>
    /// <exception cref="XGBoostException">libxgboost refused.</exception>
    public static string ReadBuildInformation()
    {
        NativeCalls.For([]).Check(NativeMethods.XGBuildInfo(out byte* json));
        return Marshal.PtrToStringUTF8((nint)json)!;
    }

    /// <summary>Whether it has a function.</summary>
    /// <param name="function">The function's name in the C interface.</param>
    public bool Has(string function) => NativeLibrary.TryGetExport(_handle, function, out _);

    private static XGBoostLibrary Load()
    {
        var library = new XGBoostLibrary(LibrarySearch.OfThisProcess().Find());
        NativeLibrary.SetDllImportResolver(typeof(XGBoostLibrary).Assembly, library.Resolve);
        return library;
    }

    private nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == NativeMethods.Library ? _handle : 0;
}
