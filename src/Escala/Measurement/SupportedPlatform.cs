using System.Runtime.InteropServices;

namespace Escala.Measurement;

/// <summary>The one place that knows where Escala runs.</summary>
internal static class SupportedPlatform
{
    /// <summary>Refuses to go on anywhere but on Linux x64 with glibc: what is measured is read from <c>/proc</c>.</summary>
    /// <exception cref="EscalaException">This is another platform.</exception>
    public static void Require() =>
        Require(OperatingSystem.IsLinux(), RuntimeInformation.ProcessArchitecture, RuntimeInformation.RuntimeIdentifier);

    /// <summary>The rule itself.</summary>
    /// <param name="isLinux">Whether the system is Linux.</param>
    /// <param name="architecture">The architecture of this process.</param>
    /// <param name="runtime">The name of the .NET runtime, which tells musl from glibc.</param>
    internal static void Require(bool isLinux, Architecture architecture, string runtime)
    {
        if (!isLinux || architecture != Architecture.X64 || runtime.Contains("musl", StringComparison.Ordinal))
        {
            throw new EscalaException(
                $"The platform of Escala must be Linux x64 with glibc, but was {runtime} ({architecture}). "
                + "Run it on such a machine, in a container, or in a virtual machine.");
        }
    }
}
