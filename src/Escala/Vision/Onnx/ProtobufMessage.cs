using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Escala.Vision.Onnx;

/// <summary>
/// A message in the wire format of Protocol Buffers (https://protobuf.dev/programming-guides/encoding/): fields one after the other, each a
/// key of its number and wire type and then its value. Arrays and messages that were added are kept and not copied: they must not change.
/// </summary>
internal sealed class ProtobufMessage
{
    /// <summary>Whole numbers, in groups of seven bits.</summary>
    private const int VariableWidth = 0;

    /// <summary>A length in bytes, and what is so long.</summary>
    private const int LengthDelimited = 2;

    /// <summary>Four bytes.</summary>
    private const int FourBytes = 5;

    private readonly List<Action<Stream>> _parts = [];

    /// <summary>The bytes of all fields.</summary>
    public long Length { get; private set; }

    /// <summary>Adds a whole number: int32, int64 or an enumeration.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value.</param>
    public void AddNumber(int field, long value) => Append([.. Key(field, VariableWidth), .. Varint((ulong)value)]);

    /// <summary>Adds a float.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value.</param>
    public void AddFloat(int field, float value)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Append([.. Key(field, FourBytes), .. bytes]);
    }

    /// <summary>Adds text.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="text">The text.</param>
    public void AddText(int field, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        AddSized(field, bytes.Length, stream => stream.Write(bytes));
    }

    /// <summary>Adds numbers as bytes, as they lie in memory: little endian.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="field">The field's number.</param>
    /// <param name="values">The numbers.</param>
    public void AddBytes<T>(int field, T[] values)
        where T : unmanaged =>
        AddSized(field, (long)values.Length * Unsafe.SizeOf<T>(), stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));

    /// <summary>Adds a message within this one.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="message">The message, whole.</param>
    public void AddMessage(int field, ProtobufMessage message) => AddSized(field, message.Length, message.WriteTo);

    /// <summary>Writes all fields.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream)
    {
        foreach (Action<Stream> part in _parts)
        {
            part(stream);
        }
    }

    private static byte[] Key(int field, int wireType) => Varint(((ulong)field << 3) | (uint)wireType);

    /// <summary>Seven bits a byte, the lowest first; the highest bit of a byte says that more follow.</summary>
    private static byte[] Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private void AddSized(int field, long length, Action<Stream> write)
    {
        Append([.. Key(field, LengthDelimited), .. Varint((ulong)length)]);
        _parts.Add(write);
        Length += length;
    }

    private void Append(byte[] bytes)
    {
        _parts.Add(stream => stream.Write(bytes));
        Length += bytes.Length;
    }
}
