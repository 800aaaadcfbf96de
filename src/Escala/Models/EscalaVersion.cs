using System.Reflection;

namespace Escala.Models;

/// <summary>The version of this library, as models and results record it.</summary>
public static class EscalaVersion
{
    /// <summary>The version without build metadata, such as <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(EscalaVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
