using System.Reflection;
using NetArchTest.Rules;

namespace Escala.Tests.Layering;

/// <summary>A part of the code, and what it must not know.</summary>
/// <param name="Part">The namespace, with everything below it.</param>
/// <param name="Forbidden">Namespaces, and full names of types.</param>
internal sealed record LayerRule(string Part, params string[] Forbidden)
{
    /// <summary>The types of an assembly that break the rule.</summary>
    public IReadOnlyList<string> Violations(Assembly assembly)
    {
        TestResult result = Types.InAssembly(assembly).That().ResideInNamespaceMatching($"^{Part.Replace(".", "\\.")}(\\.|$)")
            .Should().NotHaveDependencyOnAny(Forbidden).GetResult();
        return [.. (result.FailingTypes ?? []).Select(type => type.FullName!)];
    }

    public override string ToString() => $"{Part} knows nothing of {string.Join(", ", Forbidden)}";
}
