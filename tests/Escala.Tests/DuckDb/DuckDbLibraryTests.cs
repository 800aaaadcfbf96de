using Escala.DuckDb.Native;
using Escala.Tests.Data;
using Xunit;

namespace Escala.Tests.DuckDb;

public sealed class DuckDbLibraryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadFrom_NoFolderBesideTheProgram_LeavesItToTheRuntime() =>
        Assert.Null(DuckDbLibrary.LoadFrom(Path.Combine(_folder.Path, "v3")));

    [Fact]
    public void LoadFrom_LibraryBesideTheProgram_LoadsIt()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "duckdb"));
        File.CreateSymbolicLink(
            Path.Combine(_folder.Path, "duckdb", "libduckdb.so"), Path.Combine(AppContext.BaseDirectory, "libduckdb.so"));

        Assert.Null(DuckDbLibrary.LoadFrom(Path.Combine(_folder.Path, "v3")));
    }

    [Fact]
    public void LoadFrom_DamagedLibraryBesideTheProgram_SaysWhich()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "duckdb"));
        string path = Path.Combine(_folder.Path, "duckdb", "libduckdb.so");
        File.WriteAllText(path, "no library");

        Assert.StartsWith($"{path} cannot be loaded: ", DuckDbLibrary.LoadFrom(Path.Combine(_folder.Path, "v3")), StringComparison.Ordinal);
    }
}
