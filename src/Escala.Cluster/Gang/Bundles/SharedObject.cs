using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace Escala.Cluster.Gang.Bundles;

/// <summary>What a 64-bit ELF file (a shared object or an executable) says that it needs to be loaded.</summary>
internal sealed class SharedObject
{
    private const string GlibcPrefix = "GLIBC_";
    private static ReadOnlySpan<byte> Magic => [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    private readonly List<string> _needed = [];

    private SharedObject()
    {
    }

    /// <summary>The names of the shared objects that it is linked to.</summary>
    public IReadOnlyList<string> Needed => _needed;

    /// <summary>The newest version of glibc's symbols that it uses; null where it uses none.</summary>
    public Version? NewestGlibc { get; private set; }

    /// <summary>Whether it is a part of glibc itself, which every node has of its own.</summary>
    public bool IsGlibc { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Any file.</param>
    /// <returns>What it needs, or null where it is no 64-bit ELF file or is linked statically.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static unsafe SharedObject? Read(string path)
    {
        if (new FileInfo(path).Length < ElfTables.HeaderSize)
        {
            return null;
        }

        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return Read(new ReadOnlySpan<byte>(start, checked((int)view.Capacity)));
        }
        catch (ArgumentOutOfRangeException cause)
        {
            throw new InvalidDataException($"{path} is damaged: its tables point outside of the file.", cause);
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static SharedObject? Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic) || !ElfTables.TryRead(file, out ElfTables tables))
        {
            return null;
        }

        var read = new SharedObject();
        foreach (int name in tables.Needed)
        {
            read._needed.Add(Text(file, tables.Strings + name));
        }

        read.ReadUsedVersions(file, tables);
        read.ReadOwnVersions(file, tables);
        return read;
    }

    /// <summary>Walks the chain of Elf64_Verneed (version, count, file, first, next), each with its Elf64_Vernaux (hash, flags, other, name, next).</summary>
    private void ReadUsedVersions(ReadOnlySpan<byte> file, ElfTables tables)
    {
        for (int i = 0, need = tables.UsedVersions; i < tables.UsedVersionCount; i++, need += Int32(file, need + 12))
        {
            int count = BinaryPrimitives.ReadUInt16LittleEndian(file[(need + 2)..]);
            for (int j = 0, used = need + Int32(file, need + 8); j < count; j++, used += Int32(file, used + 12))
            {
                string name = Text(file, tables.Strings + Int32(file, used + 8));
                if (name.StartsWith(GlibcPrefix, StringComparison.Ordinal)
                    && Version.TryParse(name.AsSpan(GlibcPrefix.Length), out Version? version)
                    && !(version <= NewestGlibc))
                {
                    NewestGlibc = version;
                }
            }
        }
    }

    /// <summary>Walks the chain of Elf64_Verdef (version, flags, index, count, hash, first, next); the first Elf64_Verdaux (name, next) names it.</summary>
    private void ReadOwnVersions(ReadOnlySpan<byte> file, ElfTables tables)
    {
        for (int i = 0, own = tables.OwnVersions; i < tables.OwnVersionCount; i++, own += Int32(file, own + 16))
        {
            string name = Text(file, tables.Strings + Int32(file, own + Int32(file, own + 12)));
            IsGlibc |= name.StartsWith(GlibcPrefix, StringComparison.Ordinal);
        }
    }

    private static int Int32(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadInt32LittleEndian(file[offset..]);

    private static string Text(ReadOnlySpan<byte> file, int offset)
    {
        ReadOnlySpan<byte> rest = file[offset..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }
}
