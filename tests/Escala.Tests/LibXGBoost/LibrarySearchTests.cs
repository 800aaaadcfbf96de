using Escala.LibXGBoost;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.LibXGBoost;

[Trait("Library", "XGBoost")]
public class LibrarySearchTests
{
    private static readonly string[] UsualNames = ["libxgboost.so", "libxgboost.so.0"];

    [Fact]
    public void Find_File_IsLoadedFromThere()
    {
        XGBoostLibrary used = XGBoostLibrary.Require();
        FoundLibrary found = new LibrarySearch(used.Path, UsualNames).Find();
        Assert.Equal(used.Path, found.Path);
        Assert.Equal(used.Version, found.Version);
    }

    [Theory]
    [InlineData("libxgboost.so")]
    [InlineData("libxgboost.so.0")]
    public void Find_Folder_IsLookedIntoForTheUsualNames(string name)
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, name), XGBoostLibrary.Require().Path);
        Assert.Equal(XGBoostLibrary.Require().Path, new LibrarySearch(folder.Path, UsualNames).Find().Path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Find_NothingConfigured_TakesTheFirstUsualNameThatLoads(string? configured)
    {
        XGBoostLibrary used = XGBoostLibrary.Require();
        Assert.Equal(used.Path, new LibrarySearch(configured, "libxgboost-of-nobody.so", used.Path).Find().Path);
    }

    [Fact]
    public void Find_NoUsualNameLoads_NamesThePackageAndTheVariable()
    {
        var search = new LibrarySearch(null, "libxgboost-of-nobody.so", "libxgboost-of-nobody.so.0");
        var fault = Assert.Throws<XGBoostException>(search.Find);
        Assert.Equal(
            "libxgboost was not found: libxgboost-of-nobody.so: cannot open shared object file: No such file or directory; "
            + "libxgboost-of-nobody.so.0: cannot open shared object file: No such file or directory. "
            + "Install XGBoost's library (Debian, Ubuntu: apt install libxgboost0), "
            + "or name one, such as that of Python's package xgboost, by ESCALA_XGBOOST.",
            fault.Message);
    }

    [Fact]
    public void Find_ConfiguredFileIsMissing_ThrowsThoughAUsualNameWouldLoad()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "libxgboost.so");
        var fault = Assert.Throws<XGBoostException>(new LibrarySearch(path, UsualNames).Find);
        Assert.Equal(
            $"ESCALA_XGBOOST must name a libxgboost that can be loaded, but was {path}: "
            + $"{path}: cannot open shared object file: No such file or directory. Correct it, or remove it to use the system's library.",
            fault.Message);
    }

    [Fact]
    public void Find_ConfiguredFileIsNoLibrary_GivesTheLoadersReason()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "libxgboost.so");
        File.WriteAllText(path, "not a library, but long enough to have a header of one, if it were one");
        var fault = Assert.Throws<XGBoostException>(new LibrarySearch(path, UsualNames).Find);
        Assert.Contains("invalid ELF header", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ConfiguredFolderHoldsNone_NamesWhatItLookedFor()
    {
        using var folder = new TemporaryFolder();
        var fault = Assert.Throws<XGBoostException>(new LibrarySearch(folder.Path, UsualNames).Find);
        Assert.Contains($"{folder.Path} holds neither libxgboost.so nor libxgboost.so.0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ConfiguredFileIsAnotherLibrary_SaysSo()
    {
        string other = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so");
        var fault = Assert.Throws<XGBoostException>(new LibrarySearch(other, UsualNames).Find);
        Assert.Contains($"was {other}, which is another library: it has no XGBoostVersion", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.6.2")]
    [InlineData("0.90.0")]
    [InlineData("4.0.0")]
    public void RequireSupported_OtherVersion_IsNamed(string version)
    {
        var fault = Assert.Throws<XGBoostException>(() => LibrarySearch.RequireSupported(Version.Parse(version), "/opt/libxgboost.so"));
        Assert.Contains($"1.7 or newer and below 4.0, but /opt/libxgboost.so is {version}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.7.0")]
    [InlineData("2.1.4")]
    [InlineData("3.9.12")]
    public void RequireSupported_VersionsBetween_AreTaken(string version) =>
        LibrarySearch.RequireSupported(Version.Parse(version), "/opt/libxgboost.so");
}
