using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Escala.Cluster.Tests.Shims;

/// <summary>A worker folder, packed, whose program is a script of the shell that does what it is told.</summary>
internal sealed class RankBundle
{
    /// <summary>Its first line says its process; a rank whose bootstrap says so says nothing. The end of stdin ends it.</summary>
    private const string Script = """
        #!/bin/sh
        read -r bootstrap
        case $bootstrap in
            *silent*) ;;
            *) echo "hello $$ $bootstrap" ;;
        esac
        while read -r line; do
            case $line in
                exit*) exit "${line#exit }" ;;
                complain*) echo trouble >&2; exit "${line#complain }" ;;
                make*) head -c "${line#make }" /dev/zero >made; echo made ;;
                environment) echo "$PWD|$ESCALA_SCRATCH|$LD_LIBRARY_PATH|$FROM_TEST" ;;
                *) echo "heard $line" ;;
            esac
        done
        """;

    private RankBundle(string path)
    {
        Path = path;
        Hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
    }

    public string Path { get; }

    public string Hash { get; }

    /// <summary>Writes the bundle into a folder.</summary>
    public static RankBundle Write(string folder, string manifest)
    {
        string path = System.IO.Path.Combine(folder, $"{Guid.NewGuid():N}.tar.gz");
        using (FileStream file = File.Create(path))
        using (var zip = new GZipStream(file, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zip))
        {
            Add(tar, "manifest.json", manifest, UnixFileMode.UserRead);
            Add(tar, "any/rank", Script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new RankBundle(path);
    }

    private static void Add(TarWriter tar, string name, string text, UnixFileMode mode) => tar.WriteEntry(
        new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = mode, DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
}
