using System.Text.Json;
using Escala.LibXGBoost;
using Xunit;

namespace Escala.Tests.LibXGBoost;

[Trait("Library", "XGBoost")]
public class XGBoostLibraryTests
{
    [Fact]
    public void Require_Library_HasAFileAndAVersion()
    {
        XGBoostLibrary library = XGBoostLibrary.Require();
        Assert.True(File.Exists(library.Path), library.Path);
        Assert.InRange(library.Version, new Version(1, 7), new Version(4, 0));
        Assert.Same(library, XGBoostLibrary.Require());
    }

    [Fact]
    public void Require_Library_IsTheOneThatTheEnvironmentAsksFor() =>
        Assert.Equal(LibrarySearch.OfThisProcess().Find().Path, XGBoostLibrary.Require().Path);

    [Fact]
    public void ReadBuildInformation_Library_SaysWhetherItHasThreads()
    {
        using var information = JsonDocument.Parse(XGBoostLibrary.ReadBuildInformation());
        Assert.True(information.RootElement.GetProperty("USE_OPENMP").GetBoolean());
    }
}
