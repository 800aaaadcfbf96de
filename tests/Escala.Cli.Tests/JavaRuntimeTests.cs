using Escala.Cli.Clusters;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

public sealed class JavaRuntimeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"21.0.4\"\nOS_NAME=\"Linux\"\n", "21.0.4")]
    [InlineData("IMPLEMENTOR=\"x\"\n", "")]
    [InlineData(null, "")]
    public void Version_LinkToAProgram_IsThatOfItsRelease(string? release, string expected)
    {
        string program = Points.WriteProgram(Directory.CreateDirectory(Path.Combine(_folder.Path, "jdk", "bin")).FullName, "java", "exit 1");
        if (release is not null)
        {
            Points.WriteText(Path.Combine(_folder.Path, "jdk"), "release", release);
        }

        string link = Path.Combine(_folder.Path, "java");
        File.CreateSymbolicLink(link, program);

        Assert.Equal(expected, new JavaRuntime(link).Version);
    }
}
