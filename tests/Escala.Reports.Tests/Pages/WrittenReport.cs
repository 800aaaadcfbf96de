using Escala.Reports.Languages;
using Escala.Reports.Pages;
using Escala.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(Escala.Reports.Tests.Pages.WrittenReport))]

namespace Escala.Reports.Tests.Pages;

/// <summary>The reports of the golden comparison, of two workloads, of a network and of all three in both languages, written once for all tests.</summary>
public sealed class WrittenReport : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WrittenReport()
    {
        foreach (Language language in Language.All)
        {
            ComparisonPages.Write(GoldenComparison.Measured, Path.Combine(_folder.Path, language.Code), language);
            ComparisonPages.Write(FlightTrees.Both, Path.Combine(_folder.Path, $"both-{language.Code}"), language);
            ComparisonPages.Write(DigitNets.Comparison, Path.Combine(_folder.Path, $"cnn-{language.Code}"), language);
        }

        ComparisonPages.Write(DigitNets.Three, Path.Combine(_folder.Path, "three-en"), Language.English);
        ComparisonPages.Write(HostileComparison.Made, Path.Combine(_folder.Path, "hostile"), Language.English);
    }

    /// <summary>A file of a report.</summary>
    /// <param name="report"><c>en</c>, <c>es</c>, <c>both-en</c>, <c>both-es</c>, <c>cnn-en</c>, <c>cnn-es</c>, <c>three-en</c>, or <c>hostile</c> for the report of <see cref="HostileComparison"/>.</param>
    /// <param name="name">The file's name.</param>
    public string File(string report, string name) => Path.Combine(_folder.Path, report, name);

    /// <summary>The text of a file of a report.</summary>
    public string Text(string report, string name) => System.IO.File.ReadAllText(File(report, name));

    public void Dispose() => _folder.Dispose();
}
