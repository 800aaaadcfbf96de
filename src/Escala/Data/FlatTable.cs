using System.Buffers.Binary;

namespace Escala.Data;

/// <summary>
/// A table of a FlatBuffers message: just enough to find the sizes of Arrow's record batches without reading them. An offset
/// that leads outside the buffer, as in a damaged file, throws <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _position;

    private FlatTable(ReadOnlySpan<byte> buffer, int position)
    {
        _buffer = buffer;
        _position = position;
    }

    /// <summary>The table that a buffer begins with.</summary>
    public static FlatTable Root(ReadOnlySpan<byte> buffer) => new(buffer, BinaryPrimitives.ReadInt32LittleEndian(buffer));

    /// <summary>The value of a byte field; 0 where it is left out.</summary>
    public byte Byte(int field) => Locate(field) is var at and not 0 ? _buffer[at..][0] : (byte)0;

    /// <summary>The value of a 64-bit field; 0 where it is left out.</summary>
    public long Int64(int field) => Locate(field) is var at and not 0 ? BinaryPrimitives.ReadInt64LittleEndian(_buffer[at..]) : 0;

    /// <summary>The table that a field leads to.</summary>
    public FlatTable Table(int field) => new(_buffer, Target(field));

    /// <summary>The bytes of a vector of structs; empty where it is left out.</summary>
    /// <param name="field">The field.</param>
    /// <param name="size">The bytes of a struct.</param>
    public ReadOnlySpan<byte> Structs(int field, int size)
    {
        if (Locate(field) == 0)
        {
            return [];
        }

        ReadOnlySpan<byte> vector = _buffer[Target(field)..];
        return vector.Slice(4, checked(BinaryPrimitives.ReadInt32LittleEndian(vector) * size));
    }

    private int Target(int field)
    {
        int at = Locate(field);
        return checked(at + BinaryPrimitives.ReadInt32LittleEndian(_buffer[at..]));
    }

    /// <summary>Where a field's value is; 0 where it is left out.</summary>
    private int Locate(int field)
    {
        int index = checked(_position - BinaryPrimitives.ReadInt32LittleEndian(_buffer[_position..]));
        ReadOnlySpan<byte> offsets = _buffer[index..];
        int entry = 4 + (2 * field);
        int offset = entry < BinaryPrimitives.ReadUInt16LittleEndian(offsets) ? BinaryPrimitives.ReadUInt16LittleEndian(offsets[entry..]) : 0;
        return offset == 0 ? 0 : checked(_position + offset);
    }
}
