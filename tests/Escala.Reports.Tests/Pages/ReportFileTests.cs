using Escala.Reports.Pages;
using Escala.Testing;
using Xunit;

namespace Escala.Reports.Tests.Pages;

public sealed class ReportFileTests
{
    [Fact]
    public void Write_ReplacesTheFileAndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "report.md");

        ReportFile.Write(path, "first"u8);
        ReportFile.Write(path, "second"u8);

        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_OntoAFolder_ThrowsAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "report.md");
        Directory.CreateDirectory(path);

        EscalaException fault = Assert.Throws<EscalaException>(() => ReportFile.Write(path, "text"u8));

        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }
}
