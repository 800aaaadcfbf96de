using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Escala.Cluster.Gang;
using Escala.Cluster.Gang.Bundles;
using Escala.Testing;
using Xunit;

namespace Escala.Cluster.Tests.Gang;

public sealed class BundleTests : IDisposable
{
    private const string Program = "v3/escala-worker";
    private const string Library = "lib/libxgboost.so.0";

    private readonly TemporaryFolder _folder = new();

    public BundleTests()
    {
        Write("manifest.json", """{"name":"escala-worker","programs":{"x86-64-v3":"v3/escala-worker"}}""");
        File.Copy(Environment.ProcessPath!, Write(Program, ""), overwrite: true);
        Write("duckdb/libduckdb.so", "DuckDB");
        Write(Library, "its own");
    }

    private string Worker => Path.Combine(_folder.Path, "worker");

    private BundleCache Cache => new(Path.Combine(_folder.Path, "cache"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Library", "XGBoost")]
    public void Of_WorkerFolder_HoldsProgramsAndWhatXGBoostNeedsBeyondGlibc()
    {
        Directory.Delete(Path.Combine(Worker, "lib"), recursive: true);

        Bundle bundle = Pack();

        Dictionary<string, TarEntry> entries = Entries(bundle);
        Assert.Contains("manifest.json", entries.Keys);
        Assert.Contains(Library, entries.Keys);
        Assert.Contains("lib/libstdc++.so.6", entries.Keys);
        Assert.DoesNotContain("lib/libc.so.6", entries.Keys);
        Assert.DoesNotContain("lib/libm.so.6", entries.Keys);
        Assert.DoesNotContain("duckdb/libduckdb.so", entries.Keys);
        Assert.True(entries[Program].Mode.HasFlag(UnixFileMode.OtherExecute));
        Assert.Equal(new FileInfo(bundle.Path).Length, bundle.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bundle.Path))), bundle.Hash);
    }

    [Fact]
    public void Of_WorkerFolder_ManifestSaysWhichGlibcItsFilesNeed()
    {
        Bundle bundle = Pack();

        using JsonDocument manifest = JsonDocument.Parse(Contents(bundle, "manifest.json"));
        var glibc = Version.Parse(manifest.RootElement.GetProperty("glibc").GetString()!);
        Assert.InRange(glibc, new Version(2, 14), new Version(2, 99));
        Assert.Equal(Program, manifest.RootElement.GetProperty("programs").GetProperty("x86-64-v3").GetString());
    }

    [Fact]
    public void Of_SameFilesAgain_SameBytes()
    {
        Bundle first = Pack();
        File.SetLastWriteTimeUtc(Path.Combine(Worker, Program), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Bundle again = Pack(cache: new BundleCache(Path.Combine(_folder.Path, "other")));

        Assert.Equal(first.Hash, again.Hash);
        Assert.NotEqual(first.Path, again.Path);
    }

    [Fact]
    public void Of_PackedBefore_ComesFromTheCache()
    {
        Bundle first = Pack();
        // A mark that a second packing would not leave.
        File.WriteAllText(first.Path, "packed");

        Bundle again = Pack();

        Assert.Equal(first.Path, again.Path);
        Assert.Equal("packed".Length, again.Bytes);
    }

    [Fact]
    public void Of_ChangedProgram_OtherHash()
    {
        Bundle first = Pack();
        File.AppendAllText(Path.Combine(Worker, Program), "changed");

        Assert.NotEqual(first.Hash, Pack().Hash);
    }

    [Fact]
    public void Of_WithDuckDb_HoldsItAsWell() =>
        Assert.Equal("DuckDB", Contents(Pack(withDuckDb: true), "duckdb/libduckdb.so"));

    [Fact]
    public void Of_FolderWithLibrariesOfItsOwn_TakesThoseAlone()
    {
        Dictionary<string, TarEntry> entries = Entries(Pack());

        Assert.Equal([Library], entries.Keys.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_FolderWithoutManifest_SaysWhatIsWrong()
    {
        File.Delete(Path.Combine(Worker, "manifest.json"));

        EscalaException fault = Assert.Throws<EscalaException>(() => Pack());

        Assert.StartsWith($"WorkerFolder must be the folder of a built worker, but was {Worker}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FolderWithoutItsProgram_NamesIt()
    {
        File.Delete(Path.Combine(Worker, Program));

        EscalaException fault = Assert.Throws<EscalaException>(() => Pack());

        Assert.Contains($"it has no {Program}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WithDuckDbWhereThereIsNone_SaysSo()
    {
        Directory.Delete(Path.Combine(Worker, "duckdb"), recursive: true);

        EscalaException fault = Assert.Throws<EscalaException>(() => Pack(withDuckDb: true));

        Assert.Contains("it has no folder duckdb", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FolderWithTwoPrograms_HoldsThatOfTheLevelAlone()
    {
        Write("manifest.json", """{"name":"escala-worker","programs":{"x86-64-v3":"v3/escala-worker","x86-64-v4":"v4/escala-worker"}}""");
        File.Copy(Environment.ProcessPath!, Write("v4/escala-worker", ""), overwrite: true);

        Bundle bundle = Pack(level: "x86-64-v4");

        Assert.Equal(["manifest.json", Library, "v4/escala-worker"], Entries(bundle).Keys);
        using JsonDocument manifest = JsonDocument.Parse(Contents(bundle, "manifest.json"));
        Assert.Equal("""{"x86-64-v4":"v4/escala-worker"}""", manifest.RootElement.GetProperty("programs").GetRawText());
    }

    // Not run again with another libxgboost: 3.2 alone is twice as large as 1.7.
    [Fact]
    public void Of_TheProjectsWorker_AtMostTenMegabytes()
    {
        string? folder = Environment.GetEnvironmentVariable(GangOptions.WorkerVariable);
        Assert.SkipWhen(folder is null, $"{GangOptions.WorkerVariable} names no worker. Run the tests by ./test.");
        var worker = WorkerFolder.Open(folder!);

        Assert.All(worker.Manifest.Programs.Keys, level => Assert.InRange(Bundle.Of(worker, level, withDuckDb: false, Cache).Bytes, 1, 10_000_000));
    }

    private Bundle Pack(string level = "x86-64-v3", bool withDuckDb = false, BundleCache? cache = null) =>
        Bundle.Of(WorkerFolder.Open(Worker), level, withDuckDb, cache ?? Cache);

    private string Write(string name, string contents)
    {
        string path = Path.Combine(Worker, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
        return path;
    }

    private static Dictionary<string, TarEntry> Entries(Bundle bundle)
    {
        using FileStream stream = File.OpenRead(bundle.Path);
        using var packed = new GZipStream(stream, CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        var entries = new Dictionary<string, TarEntry>();
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            entries.Add(entry.Name, entry);
        }

        Assert.Equal(entries.Keys.Skip(1).Order(StringComparer.Ordinal), entries.Keys.Skip(1));
        return entries;
    }

    private static string Contents(Bundle bundle, string name)
    {
        using var reader = new StreamReader(Entries(bundle)[name].DataStream!);
        return reader.ReadToEnd();
    }
}
