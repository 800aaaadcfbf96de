using System.Buffers.Binary;

namespace Escala.Cluster.Gang.Bundles;

/// <summary>Where a 64-bit ELF file has what its dynamic section names, as offsets into the file. The layouts are those of elf.h.</summary>
internal readonly struct ElfTables
{
    /// <summary>The bytes of a file's header.</summary>
    public const int HeaderSize = 64;

    private const int LoadSegment = 1;
    private const int DynamicSegment = 2;
    private const int TagEnd = 0;
    private const int TagNeeded = 1;
    private const int TagStrings = 5;
    private const int TagOwnVersions = 0x6ffffffc;
    private const int TagOwnVersionCount = 0x6ffffffd;
    private const int TagUsedVersions = 0x6ffffffe;
    private const int TagUsedVersionCount = 0x6fffffff;

    /// <summary>The table of names.</summary>
    public int Strings { get; private init; }

    /// <summary>The names of what is linked to, as offsets into <see cref="Strings"/>.</summary>
    public IReadOnlyList<int> Needed { get; private init; }

    /// <summary>The first of the versions of symbols that other objects must have.</summary>
    public int UsedVersions { get; private init; }

    /// <summary>How many objects are asked for versions.</summary>
    public int UsedVersionCount { get; private init; }

    /// <summary>The first of the versions that this object's symbols have.</summary>
    public int OwnVersions { get; private init; }

    /// <summary>How many versions this object has.</summary>
    public int OwnVersionCount { get; private init; }

    /// <summary>Finds the tables.</summary>
    /// <param name="file">A whole 64-bit little-endian ELF file.</param>
    /// <param name="tables">Where they are.</param>
    /// <returns>Whether the file has a dynamic section.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, out ElfTables tables)
    {
        tables = default;
        int dynamic = -1;
        List<(long Address, long Size, long Offset)> loaded = [];
        int first = Int(file, 32);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(file[54..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[56..]);
        for (int i = 0; i < count; i++)
        {
            // Elf64_Phdr: type, flags, offset, virtual address, physical address, size in the file, ...
            int header = first + (i * size);
            switch (BinaryPrimitives.ReadInt32LittleEndian(file[header..]))
            {
                case LoadSegment:
                    loaded.Add((Int(file, header + 16), Int(file, header + 32), Int(file, header + 8)));
                    break;
                case DynamicSegment:
                    dynamic = Int(file, header + 8);
                    break;
            }
        }

        if (dynamic < 0)
        {
            return false;
        }

        tables = ReadDynamic(file, dynamic, address => OffsetOf(address, loaded));
        return true;
    }

    private static ElfTables ReadDynamic(ReadOnlySpan<byte> file, int dynamic, Func<int, int> offsetOf)
    {
        List<int> needed = [];
        var values = new Dictionary<int, int>();
        for (int entry = dynamic; Int(file, entry) is var tag && tag != TagEnd; entry += 16)
        {
            if (tag == TagNeeded)
            {
                needed.Add(Int(file, entry + 8));
            }
            else if (tag is TagStrings or TagUsedVersions or TagOwnVersions)
            {
                values[tag] = offsetOf(Int(file, entry + 8));
            }
            else if (tag is TagUsedVersionCount or TagOwnVersionCount)
            {
                values[tag] = Int(file, entry + 8);
            }
        }

        return new ElfTables
        {
            Needed = needed,
            Strings = values.GetValueOrDefault(TagStrings),
            UsedVersions = values.GetValueOrDefault(TagUsedVersions),
            UsedVersionCount = values.GetValueOrDefault(TagUsedVersionCount),
            OwnVersions = values.GetValueOrDefault(TagOwnVersions),
            OwnVersionCount = values.GetValueOrDefault(TagOwnVersionCount),
        };
    }

    private static int OffsetOf(int address, List<(long Address, long Size, long Offset)> loaded)
    {
        foreach ((long start, long size, long offset) in loaded)
        {
            if (address >= start && address < start + size)
            {
                return (int)(address - start + offset);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(address), address, "No segment of the file holds this address.");
    }

    /// <summary>A 64-bit field; files that are larger than what fits an int are none of ours, and are refused as damaged.</summary>
    private static int Int(ReadOnlySpan<byte> file, int offset)
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(file[offset..]);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : int.MaxValue;
    }
}
