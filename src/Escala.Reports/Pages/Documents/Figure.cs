using Escala.Reports.Charts;

namespace Escala.Reports.Pages.Documents;

/// <summary>A chart.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Command">The command that makes it again.</param>
internal sealed record Figure(Chart Chart, string Command) : Block
{
    /// <summary>Its number in the document, from 1.</summary>
    public int Number { get; init; }
}
